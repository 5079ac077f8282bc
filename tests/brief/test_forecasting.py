"""The forecast in the brief: what it says is what the run gave."""

import pytest

from offramp.brief.content import BriefContent
from offramp.brief.html import render_html
from offramp.brief.likelihood import likelihood_words
from offramp.brief.markdown import render_markdown


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
    from pathlib import Path

    import offramp
    from offramp.brief.forecasting import forecast_view

    chicken = Path(__file__).parents[1] / "cases" / "chicken.yaml"
    assert forecast_view(offramp.load(chicken).built, {}) is None
