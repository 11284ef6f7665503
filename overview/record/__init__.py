"""The record as people read it: versions of every tracked model, joined, scoped, grouped by save, put into words.

Nothing here names a model that is shown: whatever is tracked appears by itself, within what its
`visible_versions` and the audiences of its fields allow.
"""
