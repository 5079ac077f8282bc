"""``offramp states``: the feasible states, what each constraint removes, each decision maker's ranking and moves."""

from typing import TYPE_CHECKING, Annotated

import typer

from offramp.cli.arguments import Dossier, Format, FormatOption, TypeOption, VariantOption, load, types
from offramp.cli.ending import bad_input
from offramp.cli.output import console, print_csv, print_json, progress, table

if TYPE_CHECKING:
    from offramp.api.listing import DmListing, StateListing

ENDS = 3  # tiers shown at each end of a ranking
ROWS = 40  # states shown of a larger conflict


def states(
    file: Dossier,
    form: FormatOption = Format.TABLE,
    types_given: TypeOption = None,
    variant: VariantOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every state and every tier.")] = False,
) -> None:
    """List the feasible states, what each constraint removes, and each decision maker's ranking."""
    with bad_input():
        with progress("listing states"):
            analysis = load(file, variant)
            listing = analysis.states(types(types_given, analysis))
        if form is Format.JSON:
            print_json(listing.to_json())
        elif form is Format.CSV:
            print_csv(*listing.rows())
        else:
            _print(listing, everything)


def _print(listing: "StateListing", everything: bool) -> None:
    from offramp.brief.phrases import state_name

    conflict, out = listing.conflict, console()
    quo = conflict.status_quo
    out.print(f"{conflict.title}: {conflict.n_states:,} feasible states")
    if quo is not None:
        out.print(f"status quo: state {quo + 1}, {conflict.space.label(quo)}")
    if listing.removals:
        rules = table("constraint", "removes", "only it", numbers=("removes", "only it"))
        for removal in listing.removals:
            rules.add_row(removal.rule.text, _number(removal.removed), _number(removal.removed_alone))
        out.print(rules)
    for each in listing.by_dm:
        _print_order(listing, each, everything)
    shown = conflict.n_states if everything else min(conflict.n_states, ROWS)
    rows = table("state", "pattern", "ending", "what differs from the status quo", numbers=("state",))
    for state in range(shown):
        scenario = conflict.scenario(state)
        rows.add_row(
            str(state + 1), conflict.space.label(state), scenario.title if scenario else "", state_name(conflict, state)
        )
    out.print(rows)
    if shown < conflict.n_states:
        out.print(f"… and {conflict.n_states - shown:,} more states (--all shows them; --format csv lists them)")


def _print_order(listing: "StateListing", each: "DmListing", everything: bool) -> None:
    from offramp.conflict.preferences import tiers

    conflict, out = listing.conflict, console()
    dm = conflict.decision_makers[each.dm]
    moves = "" if each.n_moves is None else f"; {each.n_moves:,} moves, {each.n_improvements:,} of them improvements"
    out.print(
        f"\n{dm.name}{f', type {each.aim.id}' if each.aim.id else ''}: {int(each.aim.level.max()) + 1:,} levels{moves}"
    )
    order = tiers(each.aim.level)
    hidden = 0 if everything or len(order) <= 2 * ENDS else len(order) - 2 * ENDS
    for place, tier in enumerate(order, start=1):
        if hidden and ENDS < place <= len(order) - ENDS:
            if place == ENDS + 1:
                out.print(f"    … {hidden:,} levels between")
            continue
        labels = [conflict.space.label(state) for state in (tier if everything else tier[:4])]
        more = f" and {len(tier) - len(labels):,} more" if len(tier) > len(labels) else ""
        out.print(f"  {place:>3}. {', '.join(labels)}{more}")


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"
