"""Hedges: the cautions of a report itself, kept as its words. A hedge never becomes a number."""

import re
from dataclasses import dataclass
from typing import Literal

from offramp.reading.article import Article
from offramp.reading.paragraphs import report_blocks
from offramp.reading.span import Span, trimmed

HedgeKind = Literal["hearsay", "possibility", "appearance", "condition", "unverified"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words of caution.

    Attributes
    ----------
    span
        The words; of a condition its whole clause.
    kind
        hearsay (reportedly, alleged), possibility (could, likely), appearance (appears), condition (if confirmed), or
        unverified (could not be verified, unclear).
    """

    span: Span
    kind: HedgeKind


_CLAUSE = r"[^,.;:?!“”\"()\n—–]{1,160}"
_UNVERIFIED = (
    r"(?:could|can|has|have)(?: ?not|n[’']t) (?:be|been) (?:independently |immediately )?(?:verified|confirmed)|"
    r"not (?:been )?(?:independently |immediately )?(?:verified|confirmed)|yet to be (?:verified|confirmed)|"
    r"(?:it )?(?:is|was|remains?|remained|are) (?:still )?(?:unclear|uncertain|unknown|not clear|not known)|"
    r"unverified|unconfirmed|unclear|uncorroborated|no (?:independent )?(?:confirmation|evidence)"
)
_CONDITION = (
    r"(?:(?:but )?only (?:if|when|in exchange for|in return for|under|on condition)|provided(?: that)?|"
    r"on (?:the )?condition that|in exchange for|in return for|unless|as long as|assuming(?: that)?|subject to|"
    rf"contingent on|conditional on|(?:even )?if)\b(?! not\b){_CLAUSE}"
)
_HEARSAY = (
    r"reportedly|allegedly|alleged|purportedly|purported|supposedly|supposed|rumou?red|ostensibly|so-called|"
    r"said to (?:be|have)|(?:is|are|was|were) (?:believed|thought|understood|suspected|presumed|reported) to|"
    r"suspected|claimed to"
)
_APPEARANCE = r"appear(?:s|ed)? to|appear(?:s|ed)?(?= \w+ly\b)|seem(?:s|ed|ingly)?|apparently|evidently|presumably"
_POSSIBILITY = (
    r"could|might|possibl[ey]|potential(?:ly)?|perhaps|probabl[ey]|likely|unlikely|maybe|conceivably|expected to|feared"
)
_KINDS: tuple[tuple[HedgeKind, str], ...] = (
    ("unverified", rf"(?i:{_UNVERIFIED})"),
    ("condition", rf"(?i:{_CONDITION})"),
    ("hearsay", rf"(?i:{_HEARSAY})"),
    ("appearance", rf"(?i:{_APPEARANCE})"),
    ("possibility", rf"(?i:{_POSSIBILITY})|may"),  # "may" in small letters only: May is a month
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})(?!\w)")) for kind, words in _KINDS)
_MIGHT_NOUN = re.compile(
    r"(?:\b(?:military|naval|air|full|economic|its|their|the|with|of|political|his|her)|[’']s)\s+$"
)
_WHETHER = re.compile(
    r"\b(?:ask|know|wonder|see|decid|determin|question|unclear|sure|doubt|check)\w*(?: \w+)?\s+$", re.I
)


def hedges(article: Article) -> tuple[Hedge, ...]:
    """Return the hedges of the report in order; none overlap."""
    text = article.text.replace("\n", " ")  # of one length: lines of a wrapped paragraph read on
    return tuple(hedge for block in report_blocks(article) for hedge in hedges_in(text, block))


def hedges_in(text: str, within: Span) -> tuple[Hedge, ...]:
    """Return the hedges in a range of `text`, in order.

    What a condition covers is not searched again: "if it could be confirmed" is one condition.
    """
    found: list[Hedge] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text, within.start, within.end):
            span = trimmed(text, match.start(), match.end())
            if _is_something_else(text, match) or any(hedge.span.overlaps(span) for hedge in found):
                continue
            found.append(Hedge(span, kind))
    return tuple(sorted(found, key=lambda hedge: hedge.span))


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """Whether "might" is strength and "if" is whether."""
    before = text[max(0, match.start() - 30) : match.start()]
    if match.group() == "might":
        return bool(_MIGHT_NOUN.search(before))
    return match.group().startswith("if ") and bool(_WHETHER.search(before))
