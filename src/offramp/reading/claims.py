"""Claims: everything about each thing that a report claims, attributed or in its own voice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from offramp.reading.acts.act import Act, ActType
from offramp.reading.attribution.model import Attribution
from offramp.reading.chains import Chain
from offramp.reading.dates import DateMention
from offramp.reading.hedges import Hedge
from offramp.reading.quantities import Quantity
from offramp.reading.span import Span
from offramp.reading.structure import Structure

OWN_VOICE = "own voice"
MOST_OF_SENTENCE = 0.6  # a claim in the report's own voice that takes as much of its sentence has all of it
_WHEN = frozenset({"at", "since", "after"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim.

    Attributes
    ----------
    source, cue, content
        Who is said to hold it, the words that attribute it, and what is claimed, each as ranges of the article. A claim
        in the report's own voice has content only.
    chain
        From the teller to the origin.
    hedges
        Cautions in the claim, and the one that attributes it.
    quantities
        Numbers in it.
    date
        Place in the dates of the reading of when it happened; ``None`` where the claim does not say.
    acts
        Places in the acts of the reading of those that it tells.
    paragraph
        Place of its paragraph, from 0.
    nested_in
        Place of the claim whose content this one lies in.
    subset_of
        Place of the claim of whose origins these are some ("three of the sources").
    rule, confidence
        What found it, and how often that is right, in [0, 1].
    grade
        Suggested Admiralty code.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chain: Chain
    hedges: tuple[Hedge, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date: int | None = None
    acts: tuple[int, ...] = ()
    paragraph: int = 0
    nested_in: int | None = None
    subset_of: int | None = None
    rule: str = ""
    confidence: float = 0.5
    grade: str = "F6"

    @property
    def span(self) -> Span:
        """From the first to the last word of source, cue and content."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def passage(self) -> Span:
        """From the first to the last word of the content."""
        return Span(self.content[0].start, self.content[-1].end)

    @property
    def is_attributed(self) -> bool:
        """Whether the report gives it as somebody else's."""
        return self.rule != OWN_VOICE


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an article before it is put together."""

    attributions: tuple[Attribution, ...]
    chains: tuple[Chain, ...]
    acts: tuple[Act, ...]
    dates: tuple[DateMention, ...]
    hedges: tuple[Hedge, ...]
    quantities: tuple[Quantity, ...]
    passages: tuple[Span, ...] = ()


def claims(structure: Structure, found: Found) -> tuple[Claim, ...]:
    """Return the claims of an article: the attributed ones in their order, then those in the report's own voice.

    The report speaks in its own voice where it tells an act, a deadline or the endings that it sees (`passages`)
    outside of what it attributes.
    """
    told = [place for place, each in enumerate(found.attributions) if each.content and not _repeats(found, place)]
    new_place = {place: k for k, place in enumerate(told)}
    attributed = [_attributed(structure, found, place, new_place) for place in told]
    nobody = Chain((), (), (), 0)
    own = [
        _claim(structure, found, (), (), (each,), nobody, OWN_VOICE, 0.5) for each in _own_passages(structure, found)
    ]
    return (*attributed, *own)


def _repeats(found: Found, place: int) -> bool:
    """Whether an attribution to nobody says no more than one to somebody: "according to X, Y reportedly left"."""
    each = found.attributions[place]
    if each.source:
        return False
    hull = (each.content[0].start, each.content[-1].end)
    return any(
        other.source and other.content and (other.content[0].start, other.content[-1].end) == hull
        for other in found.attributions
    )


def _attributed(structure: Structure, found: Found, place: int, new_place: Mapping[int, int]) -> Claim:
    each, chain = found.attributions[place], found.chains[place]
    made = _claim(structure, found, each.source, each.cue, each.content, chain, each.rule, each.confidence)
    part_of = next((link.subset_of for link in chain.links if link.subset_of is not None), None)
    return replace(
        made,
        nested_in=new_place.get(each.nested_in) if each.nested_in is not None else None,
        subset_of=new_place.get(part_of) if part_of is not None else None,
    )


def _own_passages(structure: Structure, found: Found) -> Iterator[Span]:
    """Yield, sentence by sentence, the words that tell something outside of what is attributed."""
    said = found.attributions
    alone = [act for act in found.acts if not any(_tells(act, s.source, s.cue, s.content) for s in said)]
    spans = [act.span for act in alone] + [found.dates[act.date].span for act in alone if act.date is not None]
    spans += [span for span in found.passages if not any(part.overlaps(span) for s in said for part in s.content)]
    hulls: dict[Span, Span] = {}
    for span in spans:
        sentence = structure.sentence_of(span)
        if sentence is not None:
            old = hulls.get(sentence, span)
            hulls[sentence] = Span(min(old.start, span.start), min(max(old.end, span.end), sentence.end))
    for sentence in sorted(hulls):
        whole = len(hulls[sentence]) >= MOST_OF_SENTENCE * len(sentence)
        yield sentence if whole else hulls[sentence]


def _claim(
    structure: Structure,
    found: Found,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    chain: Chain,
    rule: str,
    confidence: float,
) -> Claim:
    acts = tuple(k for k, act in enumerate(found.acts) if _tells(act, source, cue, content))
    quantities = tuple(each for each in found.quantities if _within(each.span, content))
    hedges = tuple(each for each in found.hedges if _within(each.span, (*content, *cue, *source)))
    return Claim(
        source=source,
        cue=cue,
        content=content,
        chain=chain,
        hedges=hedges,
        quantities=quantities,
        date=_date(found, acts, content),
        acts=acts,
        paragraph=structure.paragraph_of(content[0]) or 0,
        rule=rule,
        confidence=confidence,
    )


def _tells(act: Act, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether a claim tells an act.

    In its content, by the words that attribute it ("declared", "rejected"), or, a meeting, by those who know of it
    ("sources familiar with the May 4 talks").
    """
    if act.type is ActType.CONSULT and _within(act.cue, source):
        return True
    return _within(act.cue, content) or any(each.overlaps(act.cue) for each in cue)


def _within(span: Span, ranges: Sequence[Span]) -> bool:
    return any(each.contains(span) for each in ranges)


def _date(found: Found, acts: Sequence[int], content: Sequence[Span]) -> int | None:
    """When it happened: the day of its first act that has one, or else the only date in it."""
    of_acts = [date for k in acts if (date := found.acts[k].date) is not None]
    if of_acts:
        return of_acts[0]
    inside = [k for k, date in enumerate(found.dates) if date.relation in _WHEN and _within(date.span, content)]
    return inside[0] if len(inside) == 1 else None
