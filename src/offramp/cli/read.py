"""``offramp read``: from a report to claims, acts, dates and deadlines; into a dossier, or a draft of one."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Format
from offramp.cli.ending import bad_input, fail
from offramp.cli.exchange import LedgerFormat, print_record, write_record
from offramp.cli.output import print_csv, print_json, print_parts, print_written, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from offramp.api.reading import ReportReading
    from offramp.api.reading_merge import Merged
    from offramp.reading.article import Article
    from offramp.reading.attribution.model import Attribution


def read(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="The report: text, Markdown, HTML or PDF; or a folder of them.", show_default=False
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The day of its publication, such as 2025-12-03."),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into", metavar="FILE", help="Add what is new to a dossier, as suggestions.", show_default=False
        ),
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option("--draft", metavar="FILE", help="Write a dossier to start from.", show_default=False),
    ] = None,
    no_quotes: Annotated[
        bool, typer.Option("--no-quotes", help="Keep no words of the report in the dossier, and no copy of its text.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Let --draft or -o write over a file that is there.")] = False,
    form: Annotated[LedgerFormat, typer.Option("--format", help="How to print or write it.")] = LedgerFormat.TABLE,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="Write the claims: a file, or for brat a folder.", show_default=False
        ),
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option(
            "--seen",
            metavar="FILE",
            help="With a folder: what was read before, kept here; tells what is new.",
            show_default=False,
        ),
    ] = None,
    second_reader: Annotated[
        bool,
        typer.Option("--second-reader", help="Ask a language model too: OFFRAMP_LLM_URL, _MODEL and _KEY say where."),
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every claim.")] = False,
) -> None:
    """Read a report: attributed claims, what parties do, dates, deadlines, endings."""
    with bad_input():
        from offramp.api.reading import read_report

        if into is not None and draft is not None:
            raise fail("--into adds to a dossier that is there, --draft writes a new one: give one of them")
        if no_quotes and into is None and draft is None:
            raise fail("--no-quotes goes with --into or --draft")
        if draft is not None and Path(draft).exists() and not force:
            raise fail(f"{draft} is there already; --force writes over it, --into adds to it")
        day = None if published is None else _day(published)
        if Path(article).is_dir():
            if draft is not None or output is not None or second_reader:
                raise fail("--draft, -o and --second-reader are for one report")
            _folder(article, day, into, seen, quoting=not no_quotes, form=_printed(form), everything=everything)
            return
        if seen is not None:
            raise fail("--seen goes with a folder of reports")
        with progress("reading"):
            found = read_report(article, day, _second if second_reader else None)
        if draft is not None:
            _draft(found, draft, quoting=not no_quotes, form=_printed(form))
        elif into is not None:
            _into(found, into, quoting=not no_quotes, form=_printed(form))
        elif output is not None:
            write_record(found.record(), form, Path(output), force=force)
        elif form is LedgerFormat.JSON:
            print_json(found.to_json())
        elif form is LedgerFormat.TABLE:
            print_parts(found.parts(everything=everything))
        else:
            print_record(found.record(), form)


def _printed(form: LedgerFormat) -> Format:
    """Return how a result that is no ledger is printed."""
    if form.value not in list(Format):
        raise fail(f"--format {form.value} is for the claims of one report, without --into and --draft")
    return Format(form.value)


def _second(article: "Article") -> "Sequence[Attribution]":
    from offramp.cli.second_reader import second_attributions

    return second_attributions(article)


def _folder(
    folder: str,
    day: date | None,
    into: str | None,
    seen: str | None,
    *,
    quoting: bool,
    form: Format,
    everything: bool,
) -> None:
    from offramp.api.reading import ReportReading
    from offramp.cli.read_many import read_many

    state = None if seen is None else Path(seen)
    found = read_many(
        Path(folder), published=day, form=form, seen_file=state, everything=everything, quiet=into is not None
    )
    for path, reading in found.readings if into is not None else ():
        _into(ReportReading(path, reading), into or "", quoting=quoting, form=form)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f'--published wants a day, such as 2025-12-03; found "{text}"') from None


def _draft(found: "ReportReading", target: str, *, quoting: bool, form: Format) -> None:
    made = found.draft(target, quoting=quoting)
    print_written(target, form, f"; next: offramp review {target}, then offramp check {target}")
    for what in made.to_fill:
        say(f"to fill in: {what}")


def _into(found: "ReportReading", target: str, *, quoting: bool, form: Format) -> None:
    merged = found.merge(target, quoting=quoting)
    if form is Format.JSON:
        print_json(merged_json(merged))
    elif form is Format.CSV:
        print_csv(["id", "says_the_same_as", "other_origin"], _merged_rows(merged))
    else:
        for line in merged_lines(merged, target):
            say(line)


def merged_json(merged: "Merged") -> dict[str, object]:
    """Return what a merge did, as JSON."""
    return {
        "source": merged.source,
        "claims": list(merged.claims),
        "known": merged.known,
        "corroborating": dict(merged.corroborating),
        "repeating": dict(merged.repeating),
        "suggestions": list(merged.suggestions),
    }


def _merged_rows(merged: "Merged") -> list[list[object]]:
    older = {**merged.corroborating, **merged.repeating}
    return [[name, older.get(name, ""), "yes" if name in merged.corroborating else ""] for name in merged.claims]


def merged_lines(merged: "Merged", target: str) -> list[str]:
    """Return what a merge did, in words."""
    if not merged.claims and not merged.suggestions:
        return [f"{target} is as it was: it has all {merged.known} claims of this report already"]
    lines = [
        f"{target}: {len(merged.claims)} claims and {len(merged.suggestions)} other suggestions added from source "
        f'"{merged.source}"' + (f"; {merged.known} claims were there already" if merged.known else "")
    ]
    lines += [f"  {new} says the same as {old}, from another origin" for new, old in merged.corroborating.items()]
    lines += [f"  {new} says the same as {old}, from the same origin" for new, old in merged.repeating.items()]
    return [*lines, f"next: offramp review {target}"]
