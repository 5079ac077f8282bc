"""The forecast in the brief: what it says is what the run gave."""

from pathlib import Path

import pytest

from offramp.brief.believing import BeliefView
from offramp.brief.content import BriefContent
from offramp.brief.forecast_drawings import beliefs_drawing
from offramp.brief.html import render_html
from offramp.brief.likelihood import likelihood_words
from offramp.brief.markdown import render_markdown
from offramp.forecast.drivers import question_about, single_changes


def test_every_ending_is_told_with_its_spread_and_in_words(venezuela_brief: BriefContent) -> None:
    found = venezuela_brief.forecast
    assert found is not None
    titles = [scenario.title for scenario in venezuela_brief.conflict.scenarios]
    assert sorted(each.title for each in found.endings) == sorted(titles)
    mean = found.run.mean[-1]
    assert mean.sum() == pytest.approx(1.0)
    order = sorted(range(len(titles)), key=lambda k: -mean[k])
    assert [each.title for each in found.endings] == [titles[k] for k in order]
    assert [each.words for each in found.endings] == [likelihood_words(float(mean[k])) for k in order]
    assert (found.run.low[-1] <= found.run.high[-1]).all()


def test_beliefs_about_washington_step_by_step(venezuela_brief: BriefContent) -> None:
    assert venezuela_brief.forecast is not None
    (belief,) = venezuela_brief.forecast.beliefs
    assert belief.who == "Washington"
    assert belief.aims == ("To force Maduro out", "To weaken criminal networks")
    assert belief.steps[0] == ("Before the first event", "", ("50 %", "50 %"))
    assert [kind for _, kind, _ in belief.steps[1:]].count("act") == 3  # boats, the offer of passage, the airspace


def test_both_forms_of_the_brief_carry_it_with_its_caveats(venezuela_brief: BriefContent) -> None:
    for text in (render_html(venezuela_brief), render_markdown(venezuela_brief)):
        assert "How likely, and by when?" in text
        assert "They are not knowledge of what will happen" in text
        assert "ICD 203" in text
        assert "What the moves say of the aim of Washington" in text


def test_without_endings_there_is_no_forecast(tmp_path) -> None:
    import offramp
    from offramp.brief.forecasting import forecast_view

    chicken = Path(__file__).parents[1] / "cases" / "chicken.yaml"
    assert forecast_view(offramp.load(chicken).built, {}) is None


def test_single_changes_are_told_with_what_comes_of_them(venezuela_brief: BriefContent) -> None:
    assert venezuela_brief.forecast is not None
    driving, run = venezuela_brief.forecast.driving, venezuela_brief.forecast.run
    inputs = run.inputs
    asked = question_about(run.conflict, inputs.values, inputs.uncertainty, inputs.deadlines, float(inputs.days[-1]))
    found = single_changes(asked)
    ending = [scenario.title for scenario in run.conflict.scenarios].index(driving.ending)
    assert driving.middle == pytest.approx(found.middle[ending])
    given = [float(each.probability[ending]) for each in found.changes]
    told = [end.probability for change in driving.changes for end in change.ends]
    assert told
    assert all(any(end == pytest.approx(each) for each in given) for end in told)
    widths = [change.width(driving.middle) for change in driving.changes]
    assert widths == sorted(widths, reverse=True)
    assert max(abs(each - driving.middle) for each in given) == pytest.approx(
        max(abs(end - driving.middle) for end in told)
    )  # the largest is never left out


def test_moves_to_watch_for_are_moves_from_today_and_none_is_told_twice(venezuela_brief: BriefContent) -> None:
    assert venezuela_brief.forecast is not None
    driving = venezuela_brief.forecast.driving
    names = {maker.name for maker in venezuela_brief.conflict.decision_makers}
    assert driving.moves
    assert {each.who for each in driving.moves} <= names
    assert len({(each.who, each.does) for each in driving.moves}) == len(driving.moves)
    assert all(each.then for each in driving.moves)


def test_the_figures_of_the_forecast_are_on_the_page(venezuela_brief: BriefContent) -> None:
    page = render_html(venezuela_brief)
    for kind in ("probability-curves", "belief-steps", "tornado"):
        assert f'offramp-figure offramp-{kind}"' in page
    assert "What to watch for" in page


def test_where_nothing_was_seen_the_prior_is_told_and_no_figure_drawn() -> None:
    silent = BeliefView("Upstream", ("water", "war"), (0.7, 0.3), (), ())
    assert beliefs_drawing(silent) is None
    assert silent.steps == (("Before the first event", "", ("70 %", "30 %")),)


def test_acts_that_would_tell_of_an_aim_move_the_belief(venezuela_brief: BriefContent) -> None:
    assert venezuela_brief.forecast is not None
    (belief,) = venezuela_brief.forecast.beliefs
    assert belief.telling
    assert all(act.after != belief.steps[-1][2] for act in belief.telling)
    assert all(act.does for act in belief.telling)  # to stay as it is is no act
    assert len({act.after for act in belief.telling}) == len(belief.telling)


def test_a_rule_of_uncertain_strength_is_told_in_words(tmp_path: Path) -> None:
    import offramp

    path = tmp_path / "gate.yaml"
    path.write_text(
        "offramp: 1\ntitle: x\nstatus_quo: {}\n"
        "decision_makers:\n  a:\n    options: {x: {title: Build, irreversible: taking, strength: 0.5}, y: Fill}\n"
        "    preferences: {prioritized: [x and y]}\n"
        "constraints: [{never: x and y, strength: 0.75, why: There is one gate.}]\n"
        "scenarios: {both: {title: Both, when: x and y}, other: {title: Less, when: otherwise}}\n",
        encoding="utf-8",
    )
    offramp.load(path).report(tmp_path / "gate.md")
    text = (tmp_path / "gate.md").read_text(encoding="utf-8")
    assert "- “There is one gate”: binds, 0 % (±0); does not bind, 50 % (+50)." in text
    assert "`never: x and y`. There is one gate. The forecast takes this to bind with probability 75 %" in text
    assert "once done it cannot be undone; the forecast takes this to bind with probability 50 %" in text
    assert "“Build” and “Fill”" in text  # a move that the rule forbids is one to watch for


def test_a_next_act_is_told_with_what_it_makes_of_beliefs_and_forecast(tmp_path: Path) -> None:
    """One act, which one aim wants and the other does not: to stay tells as much, and is no act to wait for."""
    import offramp
    from offramp.brief.forecasting import forecast_view

    path = tmp_path / "act.yaml"
    path.write_text(
        "offramp: 1\ntitle: x\nstatus_quo: {}\nas_of: 2025-01-01\n"
        "dynamics: {rate: 1, responsiveness: 4, foresight: 0, horizon: 60}\n"
        "decision_makers:\n  a:\n    options: {x: Act}\n    preferences:\n      types:\n"
        "        want: {weight: 0.5, prioritized: [x]}\n        shun: {weight: 0.5, prioritized: [not x]}\n"
        "scenarios: {done: {title: Done, when: x}, left: {title: Left, when: otherwise}}\n",
        encoding="utf-8",
    )
    found = forecast_view(offramp.load(path).built, {})
    assert found is not None
    (belief,) = found.beliefs
    assert [act.does for act in belief.telling] == ["“Act”"]
    assert found.driving.moves == ()  # after 60 days it no longer matters where one began: nothing to watch for
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("{x: Act}", "{x: {title: Act, irreversible: taking}}")
        .replace("horizon: 60", "horizon: 1"),
        encoding="utf-8",
    )
    soon = forecast_view(offramp.load(path).built, {})
    assert soon is not None
    (move,) = soon.driving.moves
    assert (move.who, move.does, move.others) == ("a", "“Act”", 0)
    assert move.then[0].startswith("“Done” 88 % instead of")  # certain but for the doubt: 3/4 + 1/4 of 1/2
