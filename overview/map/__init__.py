"""The map of departments: what is read, what of it is visible, where it stands, and how it is drawn and told."""
