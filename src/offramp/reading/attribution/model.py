"""Attribution: who, by which words, is said to hold or to have said what."""

from dataclasses import dataclass

from offramp.reading.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution found in an article.

    Attributes
    ----------
    source
        Who says, thinks, wants or decrees it: ranges of the article; empty when the article names nobody.
    cue
        The words that attribute.
    content
        What is attributed, in order; more than one range where the cue interrupts it.
    rule
        The rule that found it: family, complement and how its source was found (docs/attribution.md).
    confidence
        Share of what the rule finds that two readers would mark too, 0-1, as measured (docs/attribution.md).
    nested_in
        Index of the attribution whose content this one lies in, or None at the top.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    confidence: float
    nested_in: int | None = None
