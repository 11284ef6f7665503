"""The review of one department: what its record says, part by part, and whether that is still so."""
