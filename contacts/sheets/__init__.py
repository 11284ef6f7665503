"""The directory as a sheet: its columns, and what a file would do to it. Bringing a file in is in `desk.sheets`."""
