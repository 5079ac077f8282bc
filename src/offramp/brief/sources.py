"""The source appendix: the text of each source that lies beside the dossier, with the passages that claims rest on."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offramp.brief.ledger import ClaimView
from offramp.dossier.build import BuiltDossier
from offramp.dossier.files import FileError, read_beside
from offramp.visible import visible

LONGEST = 200_000  # code points of a source that is printed whole; of a longer one the paragraphs that are marked


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the same claims rest on.

    Attributes
    ----------
    text
        As in the source; signs that steer a display stand as their codes.
    claims
        Numbers of the claims whose passage this is part of; empty: none.
    begins
        Ids of those whose passage begins here.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with its passages marked.

    Attributes
    ----------
    id, title
        As in the dossier.
    paragraphs
        Its lines, each cut into segments.
    whole
        Whether all of it is there.
    """

    id: str
    title: str
    paragraphs: tuple[tuple[Segment, ...], ...]
    whole: bool


def source_texts(built: BuiltDossier, claims: Sequence[ClaimView]) -> tuple[SourceText, ...]:
    """Return the sources whose file can be read and that some claim has a passage in; rejected claims mark nothing."""
    found = []
    for name, source in built.model.sources.items():
        if source.file is None:
            continue
        try:
            text = read_beside(built.document.path.parent, source.file).text
        except FileError:
            continue
        spans = list(_spans(built, name, text, claims))
        if spans:
            paragraphs, whole = _paragraphs(text, spans)
            found.append(SourceText(name, source.title or name, paragraphs, whole))
    return tuple(found)


def _spans(
    built: BuiltDossier, source: str, text: str, claims: Sequence[ClaimView]
) -> Iterator[tuple[int, int, ClaimView]]:
    """Yield the passage of each claim of a source: its span, or where its quote stands first."""
    for view in claims:
        claim = built.model.evidence[view.id]
        if claim.source != source or claim.status == "rejected":
            continue
        if claim.span is not None:
            yield (*claim.span, view)
        elif claim.quote is not None and claim.quote in text:
            begin = text.index(claim.quote)
            yield begin, begin + len(claim.quote), view


def _paragraphs(text: str, spans: Sequence[tuple[int, int, ClaimView]]) -> tuple[tuple[tuple[Segment, ...], ...], bool]:
    edges = sorted({0, len(text), *(place for begin, end, _ in spans for place in (begin, end))})
    whole = len(text) <= LONGEST
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        marked = any(begin < end and at < stop for begin, stop, _ in spans)
        if line.strip() and (whole or marked):
            paragraphs.append(tuple(_segments(text, at, end, edges, spans)))
        at = end + 1
    return tuple(paragraphs), whole


def _segments(
    text: str, begin: int, end: int, edges: Sequence[int], spans: Sequence[tuple[int, int, ClaimView]]
) -> Iterator[Segment]:
    """Cut a line where passages begin and end."""
    here = [(first, last, view) for first, last, view in spans if first < end and begin < last]
    at = begin
    while at < end:
        k = bisect_right(edges, at)
        stop = min(end, edges[k] if k < len(edges) else end)
        over = [view for first, last, view in here if first <= at < last]
        starting = tuple(view.id for first, _, view in here if max(first, begin) == at and first >= begin)
        yield Segment(visible(text[at:stop]), tuple(view.number for view in over), starting)
        at = stop
