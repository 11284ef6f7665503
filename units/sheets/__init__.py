"""The inventory as a sheet: the columns, and bringing a file in. What is true of every sheet is in `common.sheets`."""
