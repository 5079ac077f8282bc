"""Who can deliver what, against the definitions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offramp.settlement.acts import Hurdle, Obstacle
from offramp.settlement.agreement import agreement
from offramp.settlement.delivery import delivery
from oracle import Oracle
from settlement.packages_at_random import Case, cases
from settlement.spoken import at, package, spoken

OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@OFTEN
@given(cases(), st.data())
def test_parts_equal_the_definition(case: Case | None, data: st.DataObject) -> None:
    if case is None:
        return
    description, conflict = case.description, case.conflict
    codes = [int(code) for code in conflict.space.codes]
    start = data.draw(st.integers(0, conflict.n_states - 1))
    before, after = codes[start], codes[case.state]

    def can(owner: int, here: int, option: int, wanted: bool) -> bool:
        """Whether a feasible state is one legal move of the owner away and has the option as wanted."""
        return any(bool(b >> option & 1) == wanted and Oracle._arc(description, owner, here, b) for b in codes)

    found = delivery(agreement(conflict, case.package, case.state), start)
    asked = [k for k in range(len(description.owners)) if k in case.package.terms or (before ^ after) >> k & 1]
    assert [part.option for part in found.parts] == asked
    for part in found.parts:
        owner, k = description.owners[part.option], part.option
        wanted = bool(after >> k & 1)
        assert (part.owner, part.taken, part.term) == (owner, wanted, k in case.package.terms)
        assert part.at_table == (owner in case.package.parties)
        assert part.due == bool((before ^ after) >> k & 1)
        assert part.final == (not can(owner, after, k, not wanted))
        own = sum(1 << o for o, whose in enumerate(description.owners) if whose == owner)
        others_done = (before & own) | (after & ~own)
        now = can(owner, before, k, wanted)
        last = others_done in codes and can(owner, others_done, k, wanted)
        assert part.deliverable == (not part.due or now or last)
        assert part.waits == (part.due and last and not now)
        assert bool(part.in_the_way) == (part.due and not now)
    assert {p.option for p in found.away_from_table} == {
        k for k in asked if (before ^ after) >> k & 1 and description.owners[k] not in case.package.parties
    }
    for dm in range(conflict.n_dms):
        due = [p for p in found.parts if p.due and p.owner == dm]
        assert list(found.steps(dm)) == due
        lost = any(p.final for p in due) and any(p.due and not p.final and p.owner != dm for p in found.parts)
        assert (dm in found.exposed) == lost


def test_who_goes_first_is_exposed() -> None:
    """Once the office is handed over it is gone; the pardon can be taken back, and the court sits elsewhere."""
    conflict = spoken(
        {"ruler": (["+leave"], []), "rival": (["pardon"], []), "court": (["close"], []), "heirs": (["-claim"], [])}
    )
    terms = package(conflict, ["ruler.leave", "rival.pardon", "court.close"], "ruler.leave")
    found = delivery(agreement(conflict, terms, at(conflict, "YYYN")), 0, table=[0, 1])
    assert [part.option for part in found.away_from_table] == [2]
    assert [part.option for part in found.parts if part.final] == [0]
    assert found.exposed == (0,)
    assert [part.option for part in found.revocable(1)] == [1]
    assert found.undeliverable == ()


def test_what_is_gone_cannot_be_delivered() -> None:
    conflict = spoken({"a": (["-keep"], []), "b": (["pay"], [])})
    terms = package(conflict, ["a.keep", "b.pay"], "a.keep")
    found = delivery(agreement(conflict, terms, at(conflict, "YY")), at(conflict, "NN"))
    assert [part.option for part in found.undeliverable] == [0]
    assert found.undeliverable[0].in_the_way == (Hurdle(Obstacle.IRREVERSIBLE, (0,)),)


def test_without_a_status_quo_a_start_must_be_given() -> None:
    from dataclasses import replace

    conflict = replace(spoken({"a": (["pay"], [])}), status_quo=None)
    with pytest.raises(ValueError, match="say which state to start from"):
        delivery(agreement(conflict, package(conflict, ["a.pay"], "a.pay"), 1))
