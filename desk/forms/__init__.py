"""Forms of what people keep on the desk: files brought in and how they are read."""
