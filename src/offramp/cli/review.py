"""``offramp review``: the suggestions of a dossier, one at a time."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption
from offramp.cli.ending import bad_input
from offramp.cli.output import print_csv, print_json, print_parts, say

if TYPE_CHECKING:
    from offramp.api.display import Part
    from offramp.api.reading_review import Item, Passage, Review

HELP = (
    "a accept; e WORDS accept in other words; r reject; g B2 grade (Admiralty code: A-F, then 1-6); s skip; q quit; "
    "? this help"
)


def review(
    file: Dossier,
    form: FormatOption = Format.TABLE,
    publish: Annotated[
        str | None,
        typer.Option(
            "--publish",
            metavar="COPY",
            help="Write a copy without files, spans and quotes of the sources.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Go through suggested claims, events, deadlines and options: accept, reword, reject, grade."""
    with bad_input():
        from offramp.api.reading_review import Review

        if publish is not None:
            _publish(file, publish)
            return
        todo = Review(file)
        pending = todo.pending()
        if form is Format.JSON:
            print_json({"pending": [{"id": item.id, "kind": item.kind, "title": item.title} for item in pending]})
        elif form is Format.CSV:
            print_csv(["id", "kind", "title"], [[item.id, item.kind, item.title] for item in pending])
        else:
            _go_through(todo, pending)


def _publish(file: str, target: str) -> None:
    from offramp.api.reading_publish import PublishError, publish

    try:
        publish(file, target)
    except PublishError as error:
        for problem in error.problems:
            say(f"offramp: {problem}")
        raise typer.Exit(2) from None
    say(f"{target} written: no words of the sources are left in quotes; read titles and claims once more yourself")


def _go_through(todo: "Review", pending: "tuple[Item, ...]") -> None:
    """Ask about each item until all are decided, the input ends, or somebody quits."""
    counts = {"accepted": 0, "rejected": 0, "left": 0}
    for number, item in enumerate(pending, start=1):
        print_parts(item_parts(item, number, len(pending)))
        decided = _decide(todo, item)
        if decided == "quit":
            counts["left"] += len(pending) - number + 1
            break
        counts[decided] += 1
    say(f"{counts['accepted']} accepted, {counts['rejected']} rejected, {counts['left']} left to decide")


def _decide(todo: "Review", item: "Item") -> str:
    """Return what was decided about an item: accepted, rejected, left, or quit."""
    while True:
        line = _ask()
        if line is None:
            return "quit"
        command, _, rest = line.strip().partition(" ")
        done = _done(todo, item, command.lower(), rest.strip())
        if done is not None:
            return done


def _ask() -> str | None:
    """Return a line of the input; ``None`` at its end."""
    print("[a]ccept [e]dit [r]eject [g]rade [s]kip [q]uit ? ", end="", file=sys.stderr, flush=True)  # noqa: T201
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        say("")
    return line if line else None


def _done(todo: "Review", item: "Item", command: str, rest: str) -> str | None:  # one branch for each command
    from offramp.dossier.save import EditError

    try:
        match command:
            case "a" | "accept":
                todo.accept(item)
                return "accepted"
            case "e" | "edit":
                words = rest or _words()
                if not words:
                    return None
                todo.accept(item, words)
                return "accepted"
            case "r" | "reject":
                todo.reject(item)
                return "rejected"
            case "g" | "grade":
                _grade(todo, item, rest)
            case "s" | "skip":
                return "left"
            case "q" | "quit":
                return "quit"
            case _:
                say(HELP)
    except EditError as error:
        say(f"this cannot be saved: {error}")
    return None


def _words() -> str:
    print("in your words: ", end="", file=sys.stderr, flush=True)  # noqa: T201
    return sys.stdin.readline().strip()


def _grade(todo: "Review", item: "Item", grade: str) -> None:
    import re

    if item.kind != "claim":
        say("only claims are graded")
    elif not re.fullmatch(r"[A-F][1-6]", grade.upper()):
        say(f'a grade is a letter A-F and a digit 1-6, such as B2; found "{grade}"')
    else:
        todo.grade(item, grade.upper())
        say(f"graded {grade.upper()}; still to be accepted or rejected")


def item_parts(item: "Item", number: int, count: int) -> "list[Part]":
    """Return an item as it is shown, with its passages marked."""
    from offramp.api.display import Heading, Line
    from offramp.visible import visible

    parts: list[Part] = [Heading(f"{number} of {count}: {item.kind} {item.id}")]
    if not item.passages or item.kind != "claim" or item.passages[0].words != item.title:
        parts.append(Line(item.title, indent=2))
    parts += [_marked(passage, visible) for passage in item.passages]
    parts += [Line(value, lead=f"{key}:", indent=2) for key, value in item.details]
    return parts


def _marked(passage: "Passage", visible: object) -> "Part":
    from offramp.api.display import Line

    assert callable(visible)
    before, words, after = (visible(part) for part in (passage.before, passage.words, passage.after))
    return Line(f"{before}[{words}]{after}", indent=2, marks=((len(before), len(before) + len(words) + 2),))
