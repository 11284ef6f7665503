"""Reorganisations: what is planned, what stands in its way, what will happen, and the list of them."""
