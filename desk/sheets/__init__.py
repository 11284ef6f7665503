"""Bringing files in, the same for every kind of sheet. What differs between kinds each app says of its own."""
