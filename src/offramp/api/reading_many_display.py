"""Many reports, as tables, JSON and rows."""

from typing import TYPE_CHECKING, Any

from offramp.api.display import Heading, Line, Part, Table
from offramp.figures.words import counted, listing
from offramp.reading.exchange.selectors import shortened
from offramp.reading.seen import ClaimNews, News

if TYPE_CHECKING:
    from offramp.api.reading_many import ManyReports

ROWS = 25  # groups of claims shown of a longer list
WIDEST = 160  # characters of a claim in a table


def many_parts(found: "ManyReports", *, everything: bool = False) -> list[Part]:
    """Return what to show of many reports."""
    read = found.readings
    again = len(found.reports) - len(read)
    heading = f"{found.folder}: {counted(len(read), 'report')} read"
    heading += f", {again} read before" if again else ""
    heading += f", {len(found.unread)} not read" if found.unread else ""
    parts: list[Part] = [Heading(heading)]
    parts += [Line(f"copies of one text: {listing(files)}") for files in _copies(found)]
    if not found.first:
        parts.append(Line(_news_line(found)))
    ranked = _ranked(found)
    shown = ranked if everything else ranked[:ROWS]
    rows = tuple(_row(found, each) for each in shown)
    more = len(ranked) - len(shown)
    note = f"{more:,} more (--all shows them)" if more else ""
    columns = ("claim", "origins", "from", "reports", *(() if found.first else ("news",)))
    title = "Claims, those with most origins first" if found.first else "What is new, claims with most origins first"
    return [*parts, Table(title, columns, rows, ("origins", "reports"), note)] if rows else parts


def many_json(found: "ManyReports") -> dict[str, Any]:
    """Return many reports as JSON."""
    from offramp.api.reading_many import files_of

    return {
        "offramp": 1,
        "folder": found.folder,
        "reports": [
            {
                "file": str(each.path),
                "sha256": each.sha256,
                "read_before": each.reading is None,
                "claims": len(found.seen.reports[each.sha256]),
            }
            for each in found.reports
        ],
        "unread": [{"file": str(each.path), "problems": list(each.problems)} for each in found.unread],
        "copies": _copies(found),
        "claims": [
            {
                "content": found.claims[each.same.claims[0]].content,
                "news": each.news.value,
                "origins": [list(origin.names) for origin in each.same.origins],
                "reports": files_of(found, each.same.claims),
                "members": [
                    {"report": found.claims[place].report, "id": found.claims[place].id} for place in each.same.claims
                ],
            }
            for each in found.groups
        ],
    }


def many_rows(found: "ManyReports") -> tuple[list[str], list[list[Any]]]:
    """Return a header and a row for each group of claims."""
    from offramp.api.reading_many import files_of

    rows = [
        [
            found.claims[each.same.claims[0]].content,
            len(each.same.origins),
            "; ".join(origin.names[0] for origin in each.same.origins),
            "; ".join(files_of(found, each.same.claims)),
            each.news.value,
        ]
        for each in found.groups
    ]
    return ["claim", "origins", "from", "reports", "news"], rows


def _ranked(found: "ManyReports") -> list[ClaimNews]:
    """Return the groups to show: with an earlier reading, those that it did not have."""
    kept = [each for each in found.groups if found.first or each.news in (News.NEW, News.CORROBORATED)]
    return sorted(kept, key=lambda each: (-len(each.same.origins), -len(each.same.claims)))


def _row(found: "ManyReports", each: ClaimNews) -> tuple[str, ...]:
    reports = {found.claims[place].report for place in each.same.claims}
    names = "; ".join(origin.names[0] for origin in each.same.origins)
    cells = (
        shortened(found.claims[each.same.claims[0]].content, WIDEST),
        str(len(each.same.origins)),
        names,
        str(len(reports)),
    )
    return cells if found.first else (*cells, each.news.value)


def _copies(found: "ManyReports") -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for each in found.reports:
        if each.sha256 in found.copied:
            groups.setdefault(found.copied[each.sha256], []).append(str(each.path))
    return list(groups.values())


def _news_line(found: "ManyReports") -> str:
    counts = {news: sum(each.news is news for each in found.groups) for news in News}
    told = [
        f"{counted(counts[News.NEW], 'claim')} that no earlier report has",
        f"{counted(counts[News.CORROBORATED], 'claim')} known before and now from another origin",
        f"{counted(counts[News.REPEATED], 'claim')} repeated",
    ]
    return f"Since the last reading: {listing(told)}."
