"""``offramp concepts``: every solution concept with its source."""

from offramp.cli.arguments import Format, FormatOption
from offramp.cli.output import console, print_csv, print_json, table


def concepts(form: FormatOption = Format.TABLE) -> None:
    """List every solution concept with its source."""
    from offramp.stability.concepts import Concept

    header = ["concept", "name", "meaning", "source"]
    rows = [[each.value, each.full_name, each.meaning, each.reference] for each in Concept]
    if form is Format.JSON:
        print_json([dict(zip(header, row, strict=True)) for row in rows])
    elif form is Format.CSV:
        print_csv(header, rows)
    else:
        made = table(*header)
        for row in rows:
            made.add_row(*row)
        console().print(made)
