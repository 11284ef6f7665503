"""Sheets in and out: reading files, mapping foreign headers and values, parsing cells, writing formula-safe CSV.

Pure mechanism: no database, no Django, and no column of any app; each app declares its own list of columns.
"""
