"""The template environment that both forms of the brief share."""

import re

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from offramp.brief.endings import Hold
from offramp.brief.phrases import alike, capital
from offramp.brief.references import CONCEPT_WORDS, REFERENCES
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept

_SHORT = {Concept.NASH: "Nash", Concept.GMR: "GMR", Concept.SMR: "SMR", Concept.SEQ: "SEQ", Concept.SSEQ: "SSEQ"}
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def environment() -> Environment:
    """Return an environment that escapes HTML in HTML templates and fails on a name that it does not know."""
    env = Environment(
        loader=PackageLoader("offramp.brief"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "capital": capital,
        "counted": counted,
        "leads_to": lambda case: f"Leads to, if {case}" if case else "Leads to",
        "listing": listing,
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "md": markdown_text,
        "short": lambda concept: _SHORT[concept],
    }
    env.globals |= {
        "grouped": lambda views: alike(list(views)),
        "Concept": Concept,
        "Hold": Hold,
        "concept_words": CONCEPT_WORDS,
        "references": REFERENCES,
    }
    return env


def markdown_text(text: object) -> str:
    r"""Return a text for Markdown: signs with a meaning escaped, in one line.

    >>> markdown_text("a_b | <c>\nd")
    'a\\_b \\| \\<c\\> d'
    """
    return " ".join(_MARKDOWN_SIGNS.sub(r"\\\1", str(text)).split())
