"""The examples of docs/exchange.md, held against what is written and counted."""

import json
import re
from pathlib import Path

import offramp
from offramp.reading.exchange.brat import to_brat
from offramp.reading.exchange.selectors import selectors
from offramp.reading.second_reader import client, reader
from small_ledger import LEDGER, TEXT, at

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_selectors() -> None:
    assert json.loads(block("json")) == selectors(TEXT, at("The port authority “will not reopen” the north quay"))


def test_the_standoff() -> None:
    assert to_brat(LEDGER)["wire.ann"].startswith(block("text"))


def test_the_worked_matrix(tmp_path: Path) -> None:
    dossier = tmp_path / "quay.yaml"
    dossier.write_text(block("yaml"), encoding="utf-8")
    matrix = offramp.load(dossier).competing().matrix
    rows = re.findall(r"^\| ((?:The quay|It) [^|]+) \| (\d) \| (\d) \| (\d) \|$", PAGE, re.MULTILINE)
    assert [title for title, *_ in rows] == [each.title for each in matrix.hypotheses]
    for hypothesis, (_, *numbers) in zip(matrix.hypotheses, rows, strict=True):
        score = matrix.score(hypothesis.id)
        found = (score.inconsistency, score.inconsistency_well_graded, score.origins_against)
        assert found == tuple(map(int, numbers))
    assert matrix.least_inconsistent == ()
    assert {row.id for row in matrix.rows if matrix.diagnosticity(row) == 3} == {"inspected", "leave", "lease"}


def test_the_limits_of_the_second_reader() -> None:
    endpoint = client.Endpoint("http://localhost/v1", "m")
    text = " ".join(PAGE.split())
    assert f"at most {endpoint.longest_wait:g} seconds between tries" in text
    assert f"{endpoint.timeout:g} seconds and {endpoint.most_bytes // 1_000_000} MB for an answer" in text
    assert endpoint.tries == 4  # "four tries"
    assert f"at most {reader.MOST_PARTS} questions" in text
    assert reader.MOST_FAILURES == 2  # "two in a row"
    for name in (client.URL, client.MODEL, client.KEY):
        assert f"`{name}`" in PAGE
