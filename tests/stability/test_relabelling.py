"""Names and numbers carry no meaning: relabelled conflicts have relabelled verdicts, whichever way they are solved."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.conflict.coalesce import disagreeing
from offramp.conflict.states import pattern_code
from offramp.logic.expression import Expression, Variable, substitute
from offramp.stability.arcs import verdicts_by_arcs
from offramp.stability.cells import verdicts_by_cells
from offramp.stability.concepts import Concept
from random_conflicts import Features, GraphForm, OptionForm, build, graph_forms, option_forms

METHODS = {"arcs": verdicts_by_arcs, "cells": verdicts_by_cells}
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def relabelled(description: OptionForm, dms: list[int], options: list[int]) -> tuple[OptionForm, list[int]]:
    """Decision maker i becomes ``dms[i]``; within that, options keep the order that ``options`` gives them.

    Returns the new description and, for each old option, its new place.
    """
    order = sorted(range(len(description.owners)), key=lambda k: (dms[description.owners[k]], options[k]))
    place = [order.index(k) for k in range(len(order))]
    owners = tuple(dms[description.owners[k]] for k in order)
    new_names = [f"dm{owner}.o{k}" for k, owner in enumerate(owners)]
    names = {name: new_names[place[k]] for k, name in enumerate(description.names)}

    def renamed(expression: Expression) -> Expression:
        return substitute(expression, lambda variable: Variable(names[variable.name]))

    conditions = description.when_taken
    return (
        OptionForm(
            owners=owners,
            irreversible=tuple(description.irreversible[k] for k in order),
            when_taken=tuple(None if (condition := conditions[k]) is None else renamed(condition) for k in order),
            rules=tuple(renamed(rule) for rule in description.rules),
            bans=tuple((dms[by], renamed(source), renamed(target)) for by, source, target in description.bans),
            merge=None if description.merge is None else renamed(description.merge),
            statements=tuple(
                tuple(renamed(statement) for statement in description.statements[dms.index(i)])
                for i in range(description.n_dms)
            ),
        ),
        place,
    )


@pytest.mark.parametrize("method", METHODS)
def test_decision_makers_and_options(method: str) -> None:
    @MANY
    @given(option_forms(Features(merging=True)), st.data())
    def run(description: OptionForm, data: st.DataObject) -> None:
        conflict = build(description)
        if conflict is None:
            return
        said = [statement for statements in description.statements for statement in statements]
        if any(len(disagreeing(conflict.space, statement)) for statement in said):
            return  # a dossier may not say of a coalesced state what is true of some members only
        dms = data.draw(st.permutations(range(description.n_dms)))
        options = data.draw(st.permutations(range(len(description.owners))))
        other_description, place = relabelled(description, dms, options)
        other = build(other_description)
        assert other is not None
        to = []
        for state in range(conflict.n_states):
            code = int(conflict.space.codes[state])
            letters = ["N"] * len(place)
            for k, new in enumerate(place):
                letters[new] = "Y" if code >> k & 1 else "N"
            to.append(other.space.find(pattern_code("".join(letters))))
        verdicts = METHODS[method](conflict, conflict.likeliest(), tuple(Concept))
        moved = METHODS[method](other, other.likeliest(), tuple(Concept))
        assert np.array_equal(moved[dms][:, to], verdicts)

    run()


@pytest.mark.parametrize("method", METHODS)
def test_states_of_graph_form(method: str) -> None:
    @MANY
    @given(graph_forms(), st.data())
    def run(description: GraphForm, data: st.DataObject) -> None:
        states = data.draw(st.permutations(range(description.n_states)))
        moved_description = GraphForm(
            description.n_states,
            tuple(tuple(sorted((states[a], states[b]) for a, b in arcs)) for arcs in description.arcs),
            tuple(tuple(row[states.index(k)] for k in range(description.n_states)) for row in description.heights),
        )
        conflict, other = build(description), build(moved_description)
        assert conflict is not None
        assert other is not None
        verdicts = METHODS[method](conflict, conflict.likeliest(), tuple(Concept))
        moved = METHODS[method](other, other.likeliest(), tuple(Concept))
        assert np.array_equal(moved[:, states], verdicts)

    run()


@MANY
@given(option_forms(Features(max_options=5)))
def test_an_option_that_nobody_values_changes_no_verdict(description: OptionForm) -> None:
    """A free option of the last decision maker that no statement, rule or condition mentions doubles every state."""
    conflict = build(description)
    if conflict is None:
        return
    wider = build(
        replace(
            description,
            owners=(*description.owners, description.n_dms - 1),
            irreversible=(*description.irreversible, description.irreversible[0].NO),
            when_taken=(*description.when_taken, None),
        )
    )
    assert wider is not None
    verdicts = verdicts_by_arcs(conflict, conflict.likeliest(), tuple(Concept))
    doubled = verdicts_by_arcs(wider, wider.likeliest(), tuple(Concept))
    if all(moves.transitive for moves in conflict.moves):
        assert np.array_equal(doubled, np.concatenate((verdicts, verdicts), axis=1))
