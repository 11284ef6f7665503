"""The record as evidence: a chain of hashes over its versions, anchored outside, and files that prove themselves."""

from desk.evidence.chain import latest

__all__ = ["latest"]
