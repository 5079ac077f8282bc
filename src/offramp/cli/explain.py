"""``offramp explain``: why is this state stable or not, in words, with witnesses."""

from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import (
    ConceptOption,
    Dossier,
    Format,
    FormatOption,
    TypeOption,
    VariantOption,
    concepts,
    load,
    types,
)
from offramp.cli.ending import bad_input, fail
from offramp.cli.output import console, print_csv, print_json, progress

if TYPE_CHECKING:
    from offramp.api.explained import Explained
    from offramp.conflict.model import Conflict


def explain(
    file: Dossier,
    state: Annotated[
        str, typer.Argument(metavar="STATE", help="A number, a pattern, id:NAME or sq.", show_default=False)
    ],
    dm: Annotated[
        str | None, typer.Option("--dm", metavar="DM", help="For this decision maker.", show_default="all")
    ] = None,
    concepts_given: ConceptOption = None,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
) -> None:
    """Explain why a state is stable or not for a decision maker under a concept."""
    with bad_input():
        from dataclasses import replace

        with progress("explaining"):
            analysis = load(file, variant)
            _known(analysis.conflict, dm)
            wanted = concepts(concepts_given)
            found = analysis.explain(state, dm, None, types(types_given, analysis))
            kept = tuple(each for each in found.explanations if each.concept in wanted)
            single = dm is not None and concepts_given is not None and len(wanted) == 1
            explained = replace(found, explanations=kept, single=single)
        if form is Format.JSON:
            print_json(explained.to_json())
        elif form is Format.CSV:
            _print_csv(explained)
        else:
            _print(explained)


def _known(conflict: "Conflict", dm: str | None) -> None:
    from offramp.dossier.problems import did_you_mean

    ids = [each.id for each in conflict.decision_makers]
    if dm is not None and dm not in ids:
        hint = did_you_mean(dm, ids) or f"known are {', '.join(ids)}"
        raise fail(f'unknown decision maker "{dm}": {hint}')


def _print_csv(explained: "Explained") -> None:
    conflict = explained.conflict
    rows = [
        [
            each.state + 1,
            conflict.decision_makers[each.dm].id,
            each.concept.value,
            int(each.stable),
            improvement.to + 1 if improvement else "",
            " ".join(f"{conflict.decision_makers[step.by].id}:{step.to + 1}" for step in improvement.sanction.path)
            if improvement and improvement.sanction
            else "",
        ]
        for each in explained.explanations
        for improvement in each.improvements or (None,)
    ]
    print_csv(["state", "dm", "concept", "stable", "improvement", "sanction"], rows)


def _print(explained: "Explained") -> None:
    from rich.padding import Padding
    from rich.text import Text

    from offramp.brief.explaining import explanation_words, heading

    out, conflict = console(), explained.conflict
    out.print(Text(heading(conflict, explained.state), style="bold"))
    told: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for each in explained.explanations:
        sentences = tuple(explanation_words(conflict, each, explained.combination))
        told.setdefault((each.dm, sentences), []).append(each.concept.value.upper())
    for (_, sentences), names in told.items():
        out.print(Text(f"\nUnder {', '.join(names)}:", style="bold"))
        out.print(sentences[0])
        for sentence in sentences[1:]:
            out.print(Padding(f"- {sentence}", (0, 0, 0, 2)))
