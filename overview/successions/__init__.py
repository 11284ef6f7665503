"""Successions told by a register: which body became which, brought in as reorganisations that happened.

What the register does not say stays unknown: no day is guessed, nothing is closed, no body is made up.
"""
