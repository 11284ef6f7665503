"""Pages about the installation itself."""
