"""PostgreSQL and Redis out of Python wheels, for machines without servers of their own.

They start on first use, are shared by all processes of one checkout and stop with the last of them.
"""
