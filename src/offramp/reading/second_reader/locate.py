"""Finding the model's words in the report: verbatim in their paragraph, or not at all."""

import re
from collections.abc import Iterable, Sequence

from offramp.reading.article import Article
from offramp.reading.attribution.model import Attribution
from offramp.reading.second_reader.answer import Item
from offramp.reading.span import Span
from offramp.reading.structure import Paragraph

_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_NEGATIONS = {"not", "never", "no", "nor", "neither", "without", "cannot", "hardly"}
_WORD = re.compile(r"\w+(?:['’]\w+)*")
UNMEASURED = 0.0  # nothing is known of how often a model is right


class NotThereError(Exception):
    """An item that the report does not bear out; the message says why."""


def attribution_of(
    item: Item, article: Article, paragraphs: Sequence[Paragraph], part: range, rule: str
) -> Attribution:
    """Return the attribution that an item means, every span of it verbatim in the report.

    Content and cue must stand in the paragraph that the item names, the source there or in the one before, the cue in
    a sentence of the content or next to one, and no negation just before the content may have been left off.

    Raises
    ------
    NotThereError
        When that is not so.
    """
    index = item.paragraph - 1
    if index not in part:
        raise NotThereError(f"there is no paragraph {item.paragraph} in the question")
    paragraph, text = paragraphs[index], article.text
    cues = _found("cue", item.cue, text, paragraph.span)
    content = _content(item.content, text, paragraph.span, cues)
    cue = min(cues, key=lambda span: min(_gap(span, piece) for piece in content))
    if any(cue.overlaps(piece) for piece in content):
        raise NotThereError("the cue lies inside the content")
    if not _beside(cue, content, paragraph.sentences):
        raise NotThereError("the cue stands in another sentence than the content")
    for piece in content:
        _complain_of_negation(text, paragraph.span.start, piece, cue)
    source: tuple[Span, ...] = ()
    if item.source is not None:
        source = (_source(item.source, text, paragraphs, index, cue),)
        if any(source[0].overlaps(piece) for piece in content):
            raise NotThereError("the source lies inside the content")
    return Attribution(source, (cue,), content, rule, UNMEASURED)


def locate(words: str, text: str, within: Span) -> list[Span]:
    """Return where words stand in a range of a text, whole words only.

    Exactly; where they do not, with the shapes of quotation marks and dashes and the widths of spaces made alike.
    """
    exact = list(_occurrences(words, text, within))
    if exact:
        return [span for span in exact if _whole_words(text, span)]
    folded, places = _fold(text[within.start : within.end])
    wanted, _ = _fold(words.strip())
    if not wanted:
        return []
    found = _occurrences(wanted, folded, Span(0, len(folded)))
    spans = [Span(within.start + places[each.start], within.start + places[each.end - 1] + 1) for each in found]
    return [span for span in spans if _whole_words(text, span)]


def _occurrences(words: str, text: str, within: Span) -> Iterable[Span]:
    at = text.find(words, within.start, within.end) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1, within.end)


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text with its signs made alike and runs of white space as one, and where each sign stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text.translate(_FOLDED)):
        if sign.isspace() and signs and signs[-1] == " ":
            continue
        signs.append(" " if sign.isspace() else sign)
        places.append(place)
    return "".join(signs), places


def _whole_words(text: str, span: Span) -> bool:
    """Whether a span cuts no word in two: "may" is not in "dismay"."""
    before = span.start == 0 or not (text[span.start - 1].isalnum() and text[span.start].isalnum())
    return before and (span.end == len(text) or not (text[span.end - 1].isalnum() and text[span.end].isalnum()))


def _found(what: str, words: str, text: str, within: Span) -> list[Span]:
    spans = locate(words, text, within)
    if not spans:
        raise NotThereError(f"the {what} does not stand there word for word")
    return spans


def _content(pieces: Sequence[str], text: str, within: Span, cues: Sequence[Span]) -> tuple[Span, ...]:
    """Return the pieces in order; of several places, the one nearest to a cue."""
    chosen: list[Span] = []
    for words in pieces:
        free = [span for span in _found("content", words, text, within) if not any(map(span.overlaps, chosen))]
        if not free:
            raise NotThereError("the same words are given twice as content")
        chosen.append(min(free, key=lambda span: min(_gap(span, cue) for cue in cues)))
    return tuple(sorted(chosen))


def _source(words: str, text: str, paragraphs: Sequence[Paragraph], index: int, cue: Span) -> Span:
    for place in (index, index - 1):
        spans = locate(words, text, paragraphs[place].span) if place >= 0 else []
        if spans:
            return min(spans, key=lambda span: _gap(span, cue))
    raise NotThereError("the source does not stand there, or in the paragraph before, word for word")


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _beside(cue: Span, content: Sequence[Span], sentences: Sequence[Span]) -> bool:
    def places(span: Span) -> list[int]:
        return [place for place, sentence in enumerate(sentences) if sentence.overlaps(span)]

    return any(abs(one - other) <= 1 for piece in content for one in places(piece) for other in places(cue))


def _complain_of_negation(text: str, begin: int, piece: Span, cue: Span) -> None:
    """Refuse content that begins right after a negation: it would say the opposite."""
    for word in list(_WORD.finditer(text, begin, piece.start))[-2:]:
        said = word.group().casefold().replace("’", "'")
        in_cue = cue.start <= word.start() < cue.end
        ended = any(sign in text[word.end() : piece.start] for sign in '.!?:;,\n"“”')
        if (said in _NEGATIONS or said.endswith("n't")) and not in_cue and not ended:
            raise NotThereError(f'"{word.group()}" stands just before the content and was left off')
