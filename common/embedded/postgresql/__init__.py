"""Django's PostgreSQL backend on the embedded server. HOST names the folder of its data."""
