"""Paths to a target, what is allowed to whom, and coalitions, as JSON, rows and words; against plain enumeration."""

import re
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rich.console import Console

import offramp
from evolution.legal_sequences import Enumerator
from offramp.api.display import Heading, Line, Mover, set_html, set_text
from offramp.api.evolved import Evolved
from offramp.api.paths_arguments import PathsError, target_of
from offramp.api.paths_question import Question, answer
from offramp.api.state_argument import StateArgumentError
from offramp.stability.concepts import Concept
from offramp.stability.solve import solve
from random_conflicts import Features, GraphForm, build, graph_forms, option_forms

ROOT = Path(__file__).parents[2]
CUBA = ROOT / "dossiers" / "cuba-1962.yaml"
ELMIRA = ROOT / "tests" / "cases" / "elmira_graph.yaml"
CONFLICTS = st.one_of(option_forms(Features(merging=True, max_options=4)), graph_forms(max_states=6))
RULES = {"equal": "not worsening", "any": "any"}


def ask(description: GraphForm, start: int, **asked: object) -> Evolved:
    conflict = build(description)
    assert conflict is not None
    plain = {"allow": None, "to": None, "longest": None, "at_most": 100, "revisit": False, "holding": False}
    return answer(Question(**{**plain, "coalitions": False, **asked}), solve(conflict), start, Concept.NASH)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONFLICTS, st.sampled_from([None, 1, 2, 3]), st.booleans(), st.data())
def test_the_paths_sought_equal_enumeration(description, longest: int | None, revisit: bool, data) -> None:
    conflict = build(description)
    assume(conflict is not None)
    start, end = (data.draw(st.integers(0, conflict.n_states - 1)) for _ in range(2))
    words = {dm.id: data.draw(st.sampled_from([None, "equal", "any"])) for dm in conflict.decision_makers}
    allow = {dm: word for dm, word in words.items() if word}
    assume(allow)
    found = ask(
        description, start, allow=allow, to=str(end + 1), longest=longest, at_most=10**6,
        revisit=revisit and longest is not None,
    ).to_json()["sought"]  # fmt: skip
    enumerator = Enumerator(description, conflict, tuple(RULES.get(word or "", "improving") for word in words.values()))
    ids, expected, shortest = list(words), [], None
    for sequence in enumerator.sequences(start, 3):
        visited = [start, *(state for _, state in sequence)]
        if visited[-1] == end and end not in visited[:-1]:
            shortest = len(sequence) if shortest is None else shortest
            once = len(set(visited)) == len(visited)
            if len(sequence) == shortest if longest is None else len(sequence) <= longest and (once or revisit):
                expected.append([(ids[dm], state + 1) for dm, state in sequence])
    if found["fewest"] is None or found["fewest"] > 3:
        assert not expected
        return
    assert found["fewest"] == shortest
    told = [[(step["by"], step["to"]) for step in path["steps"]] for path in found["paths"]]
    assert sorted(told) == sorted(expected)
    assert (found["listed"], found["complete_to"]) == ("all", longest or shortest)
    for path in found["paths"]:
        here = start
        for step in path["steps"]:
            better, worse = (
                enumerator.oracle.better(ids.index(step["by"]), enumerator.state[a], enumerator.state[b])
                for a, b in ((step["to"] - 1, here), (here, step["to"] - 1))
            )
            assert step["effect"] == ("improving" if better else "worsening" if worse else "equal")
            here = step["to"] - 1


def there_and_back() -> GraphForm:
    """DM 0 goes 0 to 1 and 1 to 2, never at once; DM 1 can step aside from 1 to 3, DM 2 back from 3 to 1."""
    return GraphForm(4, (((0, 1), (1, 2)), ((1, 3),), ((3, 1),)), ((0, 1, 2, 1), (0, 0, 0, 1), (0, 1, 0, 0)))


def test_the_shortest_path_may_visit_a_state_twice_and_a_list_without_it_says_so() -> None:
    shortest = ask(there_and_back(), 0, to="3")
    (path,) = shortest.to_json()["sought"]["paths"]
    assert [step["to"] for step in path["steps"]] == [2, 4, 2, 3]
    once = ask(there_and_back(), 0, to="3", longest=4)
    assert once.to_json()["sought"]["paths"] == []
    assert "no path of up to 4 moves, no state visited twice: each visits a state twice; --revisit lists those" in (
        " ".join(once.text().split())
    )
    assert len(ask(there_and_back(), 0, to="3", longest=4, revisit=True).paths()) == 1


def test_without_allowances_improvements_are_taken_where_they_lead_there_else_any_moves() -> None:
    form = GraphForm(3, (((0, 1), (0, 2)), ()), ((1, 2, 0), (0, 0, 0)))
    by_improvement = ask(form, 0, to="2").to_json()["sought"]
    assert set(by_improvement["moves"].values()) == {"improving"}
    by_moves = ask(form, 0, to="3").to_json()["sought"]
    assert set(by_moves["moves"].values()) == {"any"}
    assert by_moves["paths"][0]["steps"][0]["effect"] == "worsening"


def test_a_list_that_is_cut_says_up_to_where_it_is_whole() -> None:
    analysis = offramp.load(CUBA)
    found = analysis.paths(to="pledge", allow={"us": "any", "ussr": "any"}, longest=3, at_most=20)
    sought = found.to_json()["sought"]
    assert (sought["listed"], sought["complete_to"], len(sought["paths"])) == ("first", 2, 20)
    words = " ".join(found.text().split())
    assert "the first 20 paths of up to 3 moves, no state visited twice: complete up to 2 moves; --at-most" in words
    assert "Path 10: " in words
    assert "10 more paths: --all shows them" in words
    assert "Path 20: " in found.text(everything=True)
    assert "not even the shortest are all here" in " ".join(analysis.paths(to="pledge", at_most=1).text().split())


def test_what_cannot_be_reached_is_said() -> None:
    analysis = offramp.load(CUBA)
    assert "cannot be reached, whatever anybody does" in analysis.paths(to="163").text()
    words = " ".join(analysis.paths(to="pledge", allow={"cuba": "any"}).text().split())
    assert "cannot be reached so; by any moves it takes 2 moves; --allow all=any" in words
    assert "no path of up to 1 move: the shortest has 2" in analysis.paths(to="pledge", longest=1).text()
    nowhere = analysis.paths(to="climb_down", holding=True)
    assert "there is no such state" in nowhere.text()
    assert nowhere.to_json()["sought"]["states"] == []


def test_only_where_it_holds() -> None:
    analysis = offramp.load(CUBA)
    found = analysis.paths(to="pledge", holding=True).to_json()["sought"]
    held = set(analysis.solve(["seq"]).to_json()["equilibria"]["seq"])
    assert found["states"]
    assert set(found["states"]) <= held
    assert all(path["holds"] for path in found["paths"])


def test_equilibria_are_told_by_how_they_can_be_reached() -> None:
    analysis = offramp.load(CUBA)
    found = analysis.paths(allow={"ussr": "any"})
    by = found.to_json()["equilibria"]
    held = set(analysis.solve(["seq"]).to_json()["equilibria"]["seq"])
    assert set(by["by_improvements"]) <= set(by["as_allowed"]) <= set(by["by_moves"])
    assert set(by["by_moves"]) | set(by["unreachable"]) == held
    assert not set(by["by_moves"]) & set(by["unreachable"])
    words = " ".join(found.text(100, everything=True).split())
    assert f"- not at all: {', '.join(map(str, by['unreachable']))}" in words
    only_allowed = sorted(set(by["as_allowed"]) - set(by["by_improvements"]))
    assert f"- as allowed: {', '.join(map(str, only_allowed))}" in words
    assert max(map(len, found.text(80).splitlines())) <= 80


def test_rows_are_the_paths_sought() -> None:
    found = offramp.load(CUBA).paths(to="pledge", allow={"ussr": "any"})
    header, rows = found.rows()
    assert header == ["moves", "path", "state", "label", "scenario", "holds"]
    assert rows[0] == [2, "ussr:258 us:259", 259, "NYNNNNNYNYN", "pledge", 1]
    assert len(rows) == 4


def test_coalitions_reach_in_elmira_what_nobody_reaches_alone() -> None:
    """The published jump from 5 to 8 by the Ministry and Uniroyal (methods.md section 4)."""
    found = offramp.load(ELMIRA).paths("5", "seq", coalitions=True)
    told = found.to_json()["coalitions"]
    assert told["equilibria"] == [8]
    ((step,),) = [told["paths"]["8"]]
    assert (len(step["by"]), step["to"], len(step["moves"])) == (2, 8, 2)
    words = " ".join(found.text().split())
    assert "states that hold under SEQ and that single improvements do not reach: 8" in words
    alone = offramp.load(ELMIRA).paths("8", "seq", coalitions=True)
    assert "they reach no state that holds under SEQ but those" in " ".join(alone.text().split())


def test_a_search_of_coalitions_that_grows_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offramp.evolution.coalitions.MOST_SEARCHES", 8)
    found = offramp.load(CUBA).paths(coalitions=True)
    assert found.to_json()["coalitions"]["complete_to"] == 1
    assert "complete up to 1 coalition improvement" in " ".join(found.text().split())


def test_movers_are_coloured_on_a_terminal_and_named_everywhere() -> None:
    parts = offramp.load(CUBA).paths(to="pledge", allow={"ussr": "any"}).parts()
    coloured = set_text(parts, Console(force_terminal=True, color_system="standard", width=80, file=StringIO()))
    plain = set_text(parts, Console(color_system=None, width=80))
    assert "\x1b[1;35mUnited States (Kennedy)\x1b[0m" in coloured
    assert "\x1b[1;36mSoviet Union (Khrushchev)\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "Soviet Union (Khrushchev): " in set_html(parts)
    line = Line("[red]moves[/]", lead="1.", mover=Mover("A: <b>", 7))
    assert line.words == "A: <b>: [red]moves[/]"
    assert "A: &lt;b&gt;: [red]moves[/]" in set_html([Heading("x"), line])


@pytest.mark.parametrize(
    ("asked", "messages"),
    [
        ({"allow": {"usr": "any", "us": "all"}}, ['no decision maker "usr": did you mean', 'allow: "all" for us is']),
        ({"to": "pledge", "longest": 0, "at_most": 0}, ["longest is a number of 1", "at_most is a number of 1"]),
        ({"longest": 3, "holding": True}, ["longest is about the paths to", "holding is about the states of"]),
        ({"to": "pledge", "revisit": True}, ["revisit is about paths of up to a given length"]),
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_with_all_that_is_wrong(
    asked: dict[str, object], messages: list[str]
) -> None:
    with pytest.raises(PathsError) as caught:
        offramp.load(CUBA).paths(**asked)
    assert len(caught.value.problems) == len(messages)
    for problem, message in zip(caught.value.problems, messages, strict=True):
        assert message in problem


def test_a_target_is_an_ending_or_a_state() -> None:
    conflict = offramp.load(CUBA).conflict
    ending = target_of(conflict, "trade")
    assert np.array_equal(
        ending.states, [s for s in range(conflict.n_states) if conflict.scenario(s).id == "trade"]
    )  # fmt: skip
    assert target_of(conflict, "sq").states.tolist() == [conflict.status_quo]
    assert target_of(conflict, 7).states.tolist() == [6]
    with pytest.raises(StateArgumentError, match=r'did you mean "pledge"\?'):
        target_of(conflict, "pldge")
    with pytest.raises(StateArgumentError, match="endings are general_war, invasion"):
        target_of(conflict, "zzz")
