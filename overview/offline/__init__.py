"""The call sheets for the night on which neither sign-in nor this server answers: one encrypted archive."""
