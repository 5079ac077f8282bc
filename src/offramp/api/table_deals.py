"""Deals of a plain table of values, without a conflict."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offramp.api.deals_json import lottery_json, solutions_json
from offramp.api.display import Displayed, Heading, Line, Part, Table
from offramp.figures.words import counted
from offramp.settlement.bargaining import bargain
from offramp.settlement.lotteries import bargain_over_lotteries
from offramp.settlement.package_set import PackageError, PackageSet
from offramp.settlement.pareto import efficient
from offramp.settlement.value_table import read_value_table
from offramp.settlement.zopa import zopa

_SHOWN = 50


@dataclass(frozen=True, eq=False)
class TableDeals(Displayed):
    """What bargaining selects among packages whose values are given.

    Attributes
    ----------
    title
        The name of the file.
    packages
        The packages.
    """

    title: str
    packages: PackageSet

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:  # noqa: ARG002 - a table is always given whole
        """Return the same keys as for a conflict, as far as a table has them."""
        packages, zone, frontier = self.packages, zopa(self.packages), efficient(self.packages.values)
        parties = packages.parties
        return {
            "offramp": 1,
            "title": self.title,
            "parties": list(parties),
            "reservation": dict(zip(parties, packages.reservation.tolist(), strict=True)),
            "packages": [
                {
                    "name": packages.label(index),
                    "values": dict(zip(parties, packages.values[index].tolist(), strict=True)),
                    "zopa": bool(zone.inside[index]),
                    "refused_by": [parties[party] for party in zone.refused_by(index)],
                    "pareto": bool(frontier[index]),
                }
                for index in range(len(packages))
            ],
            "solutions": solutions_json(bargain(packages)),
            "lotteries": lottery_json(bargain_over_lotteries(packages)),
            "counts": {"packages": len(packages), "zopa": len(zone.indices), "pareto": int(frontier.sum())},
        }

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each package."""
        packages, inside, frontier = self.packages, zopa(self.packages).inside, efficient(self.packages.values)
        rows = [
            [packages.label(index), *packages.values[index].tolist(), int(inside[index]), int(frontier[index])]
            for index in range(len(packages))
        ]
        return ["package", *packages.parties, "zopa", "pareto"], rows

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show."""
        packages = self.packages
        _, rows = self.rows()
        shown = rows if everything else rows[:_SHOWN]
        left = len(rows) - len(shown)
        cells = tuple(
            (row[0], *(f"{value:g}" for value in row[1:-2]), *("yes" if mark else "" for mark in row[-2:]))
            for row in shown
        )
        note = f"{counted(left, 'more package')}: --all gives every one" if left else ""
        columns = ("package", *packages.parties, "ZOPA", "Pareto")
        least = ", ".join(f"{who} {value:g}" for who, value in zip(packages.parties, packages.reservation, strict=True))
        return [
            Heading(self.title),
            Line(f"{counted(len(packages), 'package')}; without a deal: {least}"),
            *self._solutions(),
            Table("Packages", columns, cells, packages.parties, note),
        ]

    def _solutions(self) -> list[Part]:
        chosen = bargain(self.packages).chosen
        if not chosen:
            return [Line(zopa(self.packages).why_none() or "the table has no packages: add a row for each")]
        rows = tuple(
            (name.replace("_", "-"), self.packages.label(choice.package), *self._gains(choice.package))
            for name, choice in chosen.items()
        )
        columns = ("solution", "package", *self.packages.parties)
        return [Table("What bargaining selects, with each party's gain", columns, rows, self.packages.parties)]

    def _gains(self, index: int) -> list[str]:
        return [f"{gain:+.3g}" for gain in self.packages.gains[index]]


def deals_of_table(path: str | Path) -> TableDeals:
    """Read a CSV table of values: ``package,PARTY,PARTY,…`` with a row named ``reservation``.

    Raises
    ------
    PackageError
        With every fault of the table, by line and column.
    OSError
        When the file cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackageError(
            [f"{path}: not text in UTF-8 (byte {error.start}): save the table as CSV in UTF-8"]
        ) from None
    return TableDeals(path.name, read_value_table(text, str(path)))
