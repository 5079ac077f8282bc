"""The rule engine: an article's attributions, paragraph by paragraph."""

from offramp.reading.article import Article
from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.confidence import confidence
from offramp.reading.attribution.grammar.clauses import clauses
from offramp.reading.attribution.grammar.passage import Passage, passage
from offramp.reading.attribution.model import Attribution
from offramp.reading.attribution.resolve import Placed, resolved
from offramp.reading.attribution.rules.according import according
from offramp.reading.attribution.rules.adjectives import adjectival
from offramp.reading.attribution.rules.adverbs import adverbial
from offramp.reading.attribution.rules.inserted import inserted
from offramp.reading.attribution.rules.labels import label
from offramp.reading.attribution.rules.nouns import nominal
from offramp.reading.attribution.rules.object_relatives import object_relative
from offramp.reading.attribution.rules.passives import passive
from offramp.reading.attribution.rules.spoken import spoken
from offramp.reading.attribution.rules.verbs import verbal
from offramp.reading.attribution.spread import quoted_on, spread
from offramp.reading.structure import Structure

LEAST = 0.55
_RULES = (according, spoken, label, inserted, adverbial, verbal, object_relative, adjectival, passive, nominal)


def attributions(
    article: Article, structure: Structure, *, nested: bool = True, least: float = LEAST
) -> tuple[Attribution, ...]:
    """Return who is said to hold, want or decree what in an article, in the order of the text.

    Parameters
    ----------
    article, structure
        The article and its structure; what the structure leaves out is not read.
    nested
        Whether to look within what is attributed for further attributions, up to three deep.
    least
        Rules below this confidence, 0-1, are not used.

    Returns
    -------
    tuple of Attribution
        Each after the one it is nested in, whose index it holds.
    """
    found: list[Attribution] = []
    of_paragraph: list[list[int]] = []
    for paragraph in structure.paragraphs:
        made = passage(article.text, paragraph.span, structure.quotations)
        placed = quoted_on(made, resolved(_candidates(made, least), made.quoted, nested=nested))
        base = len(found)
        of_paragraph.append(list(range(base, base + len(placed))))
        found.extend(_as_spans(made, one, base) for one in placed)
    return spread(article, structure, found, of_paragraph, nested=nested)


def _candidates(made: Passage, least: float) -> list[Candidate]:
    """Return what the rules propose for one paragraph."""
    proposed = (one for sentence in clauses(made) for rule in _RULES for one in rule(sentence))
    return [one for one in proposed if confidence(one.rule) >= least]


def _as_spans(made: Passage, placed: Placed, base: int) -> Attribution:
    """Return a candidate with its tokens as ranges of the article; indices count from `base`."""
    one = placed.candidate
    return Attribution(
        tuple(made.span(a, b) for a, b in one.source),
        (made.span(*one.cue),),
        tuple(made.span(a, b) for a, b in one.content),
        one.rule,
        confidence(one.rule),
        None if placed.nested_in is None else placed.nested_in + base,
    )
