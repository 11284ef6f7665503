"""Who is hit next when a department is hit, and whom to call about it, in order."""
