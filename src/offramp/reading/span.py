"""Span: a range of code points on the frozen text of an article."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A range of code points, ordered by where it begins.

    Attributes
    ----------
    start
        First code point, counted from 0.
    end
        One past the last code point; not below `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"a span runs from a start at 0 or later to an end not before it, not {self.start}-{self.end}"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span from `start` to `end` without the white space at its ends; empty at `start` when all is white."""
    piece = text[start:end]
    words = piece.strip()
    if not words:
        return Span(start, start)
    first = start + piece.index(words)
    return Span(first, first + len(words))


def merged(spans: "list[Span]") -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap joined into one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
