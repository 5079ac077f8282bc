"""The reader: an article in, everything that was found in it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from offramp.reading.acts.act import Act
from offramp.reading.acts.find import acts
from offramp.reading.acts.links import answered, dated
from offramp.reading.article import Article
from offramp.reading.attribution.engine import attributions
from offramp.reading.attribution.model import Attribution
from offramp.reading.chains import find_chains
from offramp.reading.claims import Claim, Found, claims
from offramp.reading.dates import DateMention, dates
from offramp.reading.deadlines import Deadline, deadlines
from offramp.reading.endings import NamedEndings, named_endings
from offramp.reading.grades import suggest_grade
from offramp.reading.hedges import hedges
from offramp.reading.names import Names, find_names
from offramp.reading.parties import Party, PartyNames
from offramp.reading.quantities import quantities
from offramp.reading.second_reader.reader import together
from offramp.reading.span import Span
from offramp.reading.structure import Structure, structure


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in an article.

    Attributes
    ----------
    article, structure
        The frozen text and its paragraphs.
    names, parties
        Which words name one actor, and who acts.
    claims
        Everything that it claims, attributed or in its own voice.
    acts, deadlines, endings
        What parties do to each other, what falls due, and the endings that it names.
    dates
        Every date, resolved against the day of publication.
    """

    article: Article
    structure: Structure
    names: Names
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    acts: tuple[Act, ...]
    deadlines: tuple[Deadline, ...]
    endings: tuple[NamedEndings, ...]
    dates: tuple[DateMention, ...]

    def words(self, span: Span) -> str:
        """Return the words of a range, in one line."""
        return " ".join(self.article.words(span).split())

    def value(self, date: int | None) -> str | None:
        """Return a date as a dossier writes it; ``None`` where it is open."""
        return None if date is None else self.dates[date].value

    def claims_of_act(self, act: int) -> tuple[int, ...]:
        """Return the places of the claims that tell an act."""
        return tuple(k for k, claim in enumerate(self.claims) if act in claim.acts)

    def claims_over(self, span: Span) -> tuple[int, ...]:
        """Return the places of the claims whose content holds the middle of a range, the innermost last."""
        middle = (span.start + span.end) // 2
        point = Span(middle, middle + 1)
        holding = [k for k, claim in enumerate(self.claims) if any(part.contains(point) for part in claim.content)]
        return tuple(sorted(holding, key=lambda k: -len(self.claims[k].passage)))


def read(article: Article, second: Sequence[Attribution] = ()) -> Reading:
    """Read an article by rules: nothing is looked up, nothing is guessed, every span is verbatim.

    Parameters
    ----------
    article
        From :mod:`offramp.reading.ingest`.
    second
        What a second reader found (:mod:`offramp.reading.second_reader`); what the rules found too is not taken twice.
    """
    made = structure(article)
    when = dates(article)
    names = find_names(article, made.paragraphs)
    attributed, _ = together(attributions(article, made), second)
    party_names = PartyNames(article, names, attributed)
    told = answered(article, party_names.named(dated(article, made, acts(article, made), when)))
    due = deadlines(article, made, told, when, party_names)
    ends = named_endings(article, made)
    found = Found(
        attributions=attributed,
        chains=find_chains(article.text, attributed, names),
        acts=told,
        dates=when,
        hedges=hedges(article),
        quantities=quantities(article),
        passages=(*(each.span for each in due), *(span for each in ends for span in (each.introduction, *each.items))),
    )
    return Reading(article, made, names, party_names.parties(), _graded(claims(made, found)), told, due, ends, when)


def _graded(found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(replace(claim, grade=suggest_grade(claim.chain).code) for claim in found)
