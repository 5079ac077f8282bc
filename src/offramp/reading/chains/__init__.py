"""Chains: from whom a claim comes and through whom it reached the report."""

from offramp.reading.chains.chain import Chain, Link
from offramp.reading.chains.find import Attributed, find_chains

__all__ = ["Attributed", "Chain", "Link", "find_chains"]
