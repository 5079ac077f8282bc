"""Problems: what is wrong in a file, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad a problem is: an error stops the analysis, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place of a file.

    Attributes
    ----------
    line, column
        1-based; columns count code points.
    severity
        Error, warning or note.
    code
        Stable name of the kind of problem, such as ``unknown-key``.
    message
        What is wrong, in one sentence without a full stop.
    hint
        What would be right, where that can be said.
    """

    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None

    def __post_init__(self) -> None:
        """Keep the message on one line, also where it quotes a value that runs over several."""
        object.__setattr__(self, "message", " ".join(self.message.splitlines()))

    def to_json(self) -> dict[str, int | str | None]:
        """Return the problem as ``check --format json`` prints it."""
        return {
            "line": self.line,
            "column": self.column,
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }

    def render(self, file: Path | str) -> str:
        """Return ``file:line:column: severity: message (hint)``.

        >>> Problem(3, 5, Severity.ERROR, "unknown-key", 'unknown key "titel"', "a hint").render("x.yaml")
        'x.yaml:3:5: error: unknown key "titel" (a hint)'
        """
        hint = f" ({self.hint})" if self.hint else ""
        return f"{file}:{self.line}:{self.column}: {self.severity.value}: {self.message}{hint}"


class DossierError(Exception):
    """A dossier cannot be used; carries every problem found, in file order.

    Attributes
    ----------
    file
        The dossier.
    problems
        At least one of them an error.
    """

    def __init__(self, file: Path | str, problems: Iterable[Problem]) -> None:
        self.file = Path(file)
        self.problems = in_file_order(problems)
        super().__init__("\n".join(problem.render(self.file) for problem in self.problems))


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by line and column, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a misspelt word was probably meant to be, or ``None``."""
    by_folded: dict[str, str] = {}
    for candidate in candidates:
        by_folded.setdefault(candidate.casefold(), candidate)
    near = get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return ``did you mean "…"?`` with the candidate nearest to a word, or ``None`` when none is near.

    >>> did_you_mean("descion_makers", ["define", "decision_makers"])
    'did you mean "decision_makers"?'
    >>> did_you_mean("zebra", ["define", "decision_makers"]) is None
    True
    """
    near = nearest(word, candidates)
    return f'did you mean "{near}"?' if near else None
