"""Web Annotation selectors: a place in a text by its position and by its words with their surroundings."""

from collections.abc import Iterable, Mapping
from typing import Any

from offramp.reading.exchange.record import Pair

AROUND = 32  # code points of surroundings on each side


def selectors(text: str, span: Pair) -> list[dict[str, Any]]:
    """Return the two selectors of a span: either finds it, the second also in a text that was changed elsewhere."""
    begin, end = span
    quote = {"type": "TextQuoteSelector", "exact": text[begin:end]}
    surroundings = {"prefix": text[max(0, begin - AROUND) : begin], "suffix": text[end : end + AROUND]}
    return [
        {"type": "TextPositionSelector", "start": begin, "end": end},
        quote | {key: words for key, words in surroundings.items() if words},
    ]


def place(text: str, given: Any) -> Pair:
    """Return the span that selectors mean.

    The position counts where the words stand there, or where no words are given. Otherwise the words are looked for:
    with both surroundings, then with one, then alone; of several places that fit as well, the nearest to the position.
    So a position in UTF-16 units, as browsers count, or on a page laid out otherwise finds its place all the same.

    Raises
    ------
    ValueError
        When there is no such place; the message says why.
    """
    found = {each.get("type"): each for each in _listed(given) if isinstance(each, Mapping)}
    position, quote = found.get("TextPositionSelector"), found.get("TextQuoteSelector")
    if position is None and quote is None:
        raise ValueError("it has neither a TextPositionSelector nor a TextQuoteSelector")
    span = None if position is None else _position(position)
    if quote is None:
        assert span is not None
        if not span[0] < span[1] <= len(text):
            raise ValueError(f"[{span[0]}, {span[1]}] is no span of the text, which has {len(text):,} code points")
        return span
    exact = quote.get("exact")
    if not isinstance(exact, str) or not exact:
        raise ValueError("its TextQuoteSelector has no words")
    if span is not None and text[span[0] : span[1]] == exact:
        return span
    begins = _best(text, exact, str(quote.get("prefix") or ""), str(quote.get("suffix") or ""))
    if not begins:
        raise ValueError(f'the words "{shortened(exact)}" do not stand in the text')
    if span is None and len(begins) > 1:
        raise ValueError(
            f'the words "{shortened(exact)}" stand in {len(begins)} places, and nothing says which is meant'
        )
    near = 0 if span is None else span[0]
    begin = min(begins, key=lambda each: abs(each - near))
    return begin, begin + len(exact)


def _position(selector: Mapping[str, Any]) -> Pair:
    start, end = selector.get("start"), selector.get("end")
    if type(start) is not int or type(end) is not int or start < 0:
        raise ValueError(f"its TextPositionSelector needs whole numbers start and end; found {start!r} and {end!r}")
    return start, end


def _best(text: str, exact: str, prefix: str, suffix: str) -> list[int]:
    """Return where the words begin that fit the surroundings best."""
    begins = list(_occurrences(text, exact))
    fits = [
        bool(prefix) * text.endswith(prefix, 0, begin) + bool(suffix) * text.startswith(suffix, begin + len(exact))
        for begin in begins
    ]
    return [begin for begin, fit in zip(begins, fits, strict=True) if fit == max(fits)]


def _occurrences(text: str, words: str) -> Iterable[int]:
    begin = text.find(words)
    while begin >= 0:
        yield begin
        begin = text.find(words, begin + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def shortened(words: str, most: int = 60) -> str:
    """Return the first words of a text, for a message."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
