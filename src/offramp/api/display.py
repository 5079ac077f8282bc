"""How a result is shown: a few parts, set as text for a terminal and as HTML for a notebook."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from offramp.visible import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROWEST = 40  # columns that a table needs to be read

_COLOURS = ("magenta", "cyan", "yellow", "green", "blue", "red")  # a terminal's own, which it shows to be read


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands out, with an empty line before it unless it comes first."""

    text: str


@dataclass(frozen=True, slots=True)
class Mover:
    """The decision maker that a line is about: its name comes first, in its colour where there are colours.

    Attributes
    ----------
    name
        For people.
    dm
        Index, which gives the colour; they repeat beyond six.
    """

    name: str
    dm: int

    @property
    def style(self) -> str:
        """How the name is set on a terminal."""
        return f"bold {_COLOURS[self.dm % len(_COLOURS)]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, broken where the page ends.

    Attributes
    ----------
    text
        The words.
    lead
        What stands before them, such as a number or a dash; the lines that follow are set in below the words.
    indent
        Columns to the left of all of it.
    mover
        Who does what the words say, if that is to be told before them.
    marks
        Ranges of the words that stand out where there are colours.
    """

    text: str
    lead: str = ""
    indent: int = 0
    mover: Mover | None = None
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> str:
        """All the words, without colours."""
        return self.text if self.mover is None else f"{self.mover.name}: {self.text}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes
    ----------
    title
        What the table shows; empty: nothing stands above it.
    columns, rows
        Headings and cells, as text.
    numbers
        The columns (by heading) that are set to the right.
    note
        A sentence below it; empty: none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[str, ...] = ()
    note: str = ""


Part = Heading | Line | Table


class Displayed(ABC):
    """A result that can be shown."""

    @abstractmethod
    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what there is to show; with ``everything``, lists that would be cut (and say so) are whole."""

    def text(self, width: int = 80, *, everything: bool = False) -> str:
        """Return the result as text.

        Parameters
        ----------
        width
            Columns of the page.
        everything
            Give lists whole, however long.
        """
        from rich.console import Console

        return set_text(self.parts(everything=everything), Console(width=max(width, NARROWEST), color_system=None))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.text(width=10_000).partition(chr(10))[0]}>"

    def _repr_html_(self) -> str:
        """Notebook display."""
        return set_html(self.parts())


def set_text(parts: Sequence[Part], console: "Console") -> str:
    """Return parts as text for a console, with its width and colours, no spaces at the ends of lines."""
    with console.capture() as captured:
        for place, part in enumerate(parts):
            for piece in _pieces(part, first=place == 0):
                console.print(piece, markup=False, highlight=False, emoji=False)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]  # one empty line, not two
    return "".join(f"{line}\n" for line in kept)


def _pieces(part: Part, *, first: bool) -> Iterator["RenderableType"]:
    from rich.text import Text

    match part:
        case Heading(text):
            yield Text(visible(text if first else f"\n{text}"), style="bold")
        case Line():
            yield _hanging(part)
        case Table(title, _, _, _, note):
            if title:
                yield Text(visible(title if first else f"\n{title}"), style="bold")
            yield _grid(part)
            if note:
                yield Text(visible(f" {note}\n"))


def _hanging(line: Line) -> "RenderableType":
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    words = Text(visible(line.words))
    for begin, end in line.marks:
        words.stylize("bold", begin, end)
    if line.mover is not None:
        words.stylize(line.mover.style, 0, len(line.mover.name))
    if not line.lead:
        return Padding(words, (0, 0, 0, line.indent), expand=False)
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(visible(line.lead)), words)
    return Padding(grid, (0, 0, 0, line.indent), expand=False)


def _grid(table: Table) -> "RenderableType":
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        grid.add_column(Text(visible(column)), justify="right" if column in table.numbers else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return grid


def set_html(parts: Sequence[Part]) -> str:
    """Return parts as HTML, all text escaped."""
    return "\n".join(_html(part) for part in parts)


def _html(part: Part) -> str:
    match part:
        case Heading(text):
            return f"<h4>{escape(text)}</h4>"
        case Line(_, lead, indent):
            return f'<p style="margin:0 0 0 {indent}ch">{escape(f"{lead} {part.words}".strip())}</p>'
        case Table(title, columns, rows, numbers, note):
            right = [column in numbers for column in columns]
            head = _row("th", columns, right)
            body = "".join(_row("td", row, right) for row in rows)
            caption = f"<caption>{escape(title)}</caption>" if title else ""
            return f"<table>{caption}{head}{body}</table>" + (f"<p>{escape(note)}</p>" if note else "")


def _row(tag: str, cells: Sequence[str], right: Sequence[bool]) -> str:
    made = (
        f'<{tag} style="text-align:{"right" if to_right else "left"}">{escape(cell)}</{tag}>'
        for cell, to_right in zip(cells, right, strict=True)
    )
    return f"<tr>{''.join(made)}</tr>"
