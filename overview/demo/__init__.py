"""The demo organisation: an invented company, its people, and eighteen months of their record.

Data and story live here; nothing in the product depends on it.
"""
