"""The rule engine: an article's attributions, passage by passage."""

from offramp.reading.attribution.adverbs import adverbial
from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.adjectives import adjectival
from offramp.reading.attribution.clausal import clausal
from offramp.reading.attribution.clauses import clauses
from offramp.reading.attribution.model import Attribution
from offramp.reading.attribution.nouns import nominal
from offramp.reading.attribution.passage import Passage, passage
from offramp.reading.attribution.passives import passive
from offramp.reading.attribution.resolve import resolve
from offramp.reading.attribution.speech import speech


def attributions_of(text: str) -> list[Attribution]:
    """Stand-in until Structure is there."""
    import re

    found: list[Attribution] = []
    for m in re.finditer(r"[^\n]+", text):
        made = passage(text, m.start(), m.end())
        if made.words:
            found.extend(as_spans(made, one) for one in read(made))
    return found


def read(made: Passage) -> list[Candidate]:
    """Return the attributions of one passage."""
    candidates: list[Candidate] = []
    for sentence in clauses(made):
        for rule in (speech, adverbial, clausal, adjectival, passive, nominal):
            candidates.extend(rule(sentence))
    candidates = [one for one in candidates if made.quoted[one.cue[0]] < 0]
    return resolve(candidates, {})


def as_spans(made: Passage, one: Candidate) -> Attribution:
    """Return a candidate with its tokens as ranges of the article."""
    return Attribution(
        tuple(made.span(a, b) for a, b in one.source),
        (made.span(*one.cue),),
        tuple(made.span(a, b) for a, b in one.content),
        one.rule,
        1.0,
    )
