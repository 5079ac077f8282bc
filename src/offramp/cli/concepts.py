"""``offramp concepts``: every solution concept with its source."""

from offramp.cli.arguments import Format, FormatOption
from offramp.cli.output import print_csv, print_json, print_parts


def concepts(form: FormatOption = Format.TABLE) -> None:
    """List every solution concept with its source."""
    from offramp.stability.concepts import Concept

    header = ("concept", "name", "meaning", "source")
    rows = tuple((each.value, each.full_name, each.meaning, each.reference) for each in Concept)
    if form is Format.JSON:
        print_json({"concepts": [dict(zip(header, row, strict=True)) for row in rows]})
    elif form is Format.CSV:
        print_csv(header, rows)
    else:
        from offramp.api.display import Table

        print_parts([Table("", header, rows)])
