"""How results are set: no line too long, none with spaces at its end, nothing of the dossier taken for markup."""

from pathlib import Path

import pytest

import offramp
from offramp.api.analysis import Analysis
from offramp.api.display import Displayed, Heading, Line, Part, Table, set_html

DOSSIERS = Path(__file__).parents[2] / "dossiers"
CASES = Path(__file__).parents[1] / "cases"


class Sample(Displayed):
    def __init__(self, *parts: Part) -> None:
        self._parts = list(parts)

    def parts(self, *, everything: bool = False) -> list[Part]:  # noqa: ARG002
        return self._parts


def test_a_line_hangs_below_its_words() -> None:
    shown = Sample(Line("one two three four five six seven eight nine ten", lead="12.", indent=2)).text(width=40)
    assert shown == "  12. one two three four five six seven\n      eight nine ten\n"


def test_numbers_stand_to_the_right_and_a_long_word_is_broken_not_lost() -> None:
    shown = Sample(Table("T", ("a", "n"), (("x" * 50, "7"), ("y", "1,000")), ("n",), "note")).text(width=40)
    lines = shown.splitlines()
    assert lines[0] == "T"
    assert sum(line.count("x") for line in lines) == 50
    assert max(map(len, lines)) <= 40
    assert next(line for line in lines if "7" in line).endswith("    7")
    assert " note" in lines


def test_words_that_look_like_markup_are_words() -> None:
    parts: list[Part] = [Heading("[bold]x[/bold] :smile: <b>"), Table("", ("[red]",), (("[link=x]y[/link]",),))]
    shown = Sample(*parts).text()
    assert "[bold]x[/bold] :smile: <b>" in shown
    assert "[link=x]y[/link]" in shown
    assert "[red]" in shown
    assert "<b>" not in set_html(parts)
    assert "&lt;b&gt;" in set_html(parts)


def analysis_of(name: str) -> Analysis:
    return offramp.load(DOSSIERS / name if (DOSSIERS / name).exists() else CASES / name)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "name", ["venezuela-2025.yaml", "nile-dam-2020.yaml", "elmira_graph.yaml", "elmira_options.yaml"]
)
def test_every_result_fits_its_page(name: str, width: int) -> None:
    analysis = analysis_of(name)
    for result in (analysis.solve(), analysis.states(), analysis.explain("sq")):
        lines = result.text(width).splitlines()
        assert max(map(len, lines)) <= width
        assert [line for line in lines if line != line.rstrip()] == []
        assert str(result) == result.text()
        assert result._repr_html_().count("<table>") == result._repr_html_().count("</table>")


def test_a_result_is_one_line_in_a_shell() -> None:
    analysis = analysis_of("chicken.yaml")
    assert repr(analysis.states()) == "<StateListing: Chicken: 4 feasible states>"
    assert repr(analysis.explain("NY")).startswith("<Explained: ")
    for result in (analysis.states(), analysis.explain("NY"), analysis.solve()):
        assert "\n" not in repr(result)
