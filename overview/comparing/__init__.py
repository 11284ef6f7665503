"""Two days of the record beside each other: what came, what went, what moved, and what reads differently.

Everything is read from versions by their range, so that what was said of two days stays said, whatever comes later.
Rights are today's.
"""
