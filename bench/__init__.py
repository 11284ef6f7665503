"""Measures speed and size of the product beside a bare Django view and Django's own admin, in one run.

Nothing here is part of the product: it runs with settings of its own (`bench.settings`) on data of its own.
"""
