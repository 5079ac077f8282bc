"""The example of docs/attribution.md: the code of the page is run, and prints what the page shows."""

import contextlib
import io
import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "attribution.md").read_text(encoding="utf-8")


def test_the_example_prints_what_the_page_shows() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue() == shown


def test_every_family_of_the_measured_table_is_known() -> None:
    from offramp.reading.attribution.lexicon.cues import families

    known = {("" if one.kind == "verbs" else f"{one.kind[0]}-") + one.name for one in families()}
    known |= {"according", "speech", "label", "adverb", "object", "list"}
    known |= {"passive", "passive-by", "passive-reduced", "passive-reduced-by"}
    table = PAGE.partition("| family |")[2]
    rows = re.findall(r"^\| ([a-z-]+) \|", table, re.MULTILINE)
    assert rows
    assert set(rows) <= known
