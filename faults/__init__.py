"""The fault campaign: mail goes out while workers, the database and the broker are killed, and every copy is counted.

`make faults` runs all of it and writes bench/faults.md; the suite runs a small one.
"""
