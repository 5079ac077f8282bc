"""Candidate: an attribution proposed by one rule, in tokens of its passage."""

from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Half-open ranges of tokens: who, by which words, what; and the rule that proposes it."""

    source: tuple[Range, ...]
    cue: Range
    content: tuple[Range, ...]
    rule: str


def overlap(first: Range, second: Range) -> bool:
    """Whether two ranges share a token."""
    return first[0] < second[1] and second[0] < first[1]
