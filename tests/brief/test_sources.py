"""The source appendix: every passage is marked once where it stands, links lead there and back, all text is escaped."""

import re
from pathlib import Path

import pytest

from offramp.brief.content import Stamp, brief_content
from offramp.brief.html import render_html
from offramp.dossier.check import load_dossier

TEXT = "North <b>offered</b> talks & a truce.\nSouth said no, twice.\n\nNobody else spoke.\n"
DOSSIER = """\
offramp: 1
title: Passages
sources: {wire: {title: A wire, file: wire.txt}, other: {title: No file}}
evidence:
  whole: {source: wire, quote: "North <b>offered</b> talks & a truce", span: [0, 36]}
  inner: {source: wire, claim: There was an offer., span: [9, 16]}
  across: {source: wire, claim: It runs over a line., span: [26, 48]}
  quoted: {source: wire, quote: Nobody else spoke}
  gone: {source: wire, quote: twice, status: rejected}
  elsewhere: {source: other, claim: Without a file.}
decision_makers: {north: {options: {talk: Talk}, preferences: {prioritized: [talk]}}}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("sources")
    (folder / "wire.txt").write_text(TEXT, encoding="utf-8")
    (folder / "case.yaml").write_text(DOSSIER, encoding="utf-8")
    built = load_dossier(folder / "case.yaml")
    return render_html(brief_content(built, Stamp("1", "case.yaml", "offramp report case.yaml")))


def section(page: str) -> str:
    return page.partition('<section id="sources">')[2].partition("</section>")[0]


def test_the_text_is_whole_and_escaped(page: str) -> None:
    plain = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", section(page))
    for line in (
        "North &lt;b&gt;offered&lt;/b&gt; talks &amp; a truce.",
        "South said no, twice.",
        "Nobody else spoke.",
    ):
        assert line in plain
    assert "<b>offered" not in page


def test_marks_cover_the_passages_and_nothing_else(page: str) -> None:
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", section(page)))
    assert marked == "North &lt;b&gt;offered&lt;/b&gt; talks &amp; a truce" + "." + "South said" + "Nobody else spoke"


@pytest.mark.parametrize("claim", ["whole", "inner", "across", "quoted"])
def test_each_claim_links_to_its_passage_and_the_passage_back(page: str, claim: str) -> None:
    assert page.count(f'id="passage-{claim}"') == 1
    assert page.count(f'href="#passage-{claim}"') == 1
    assert f'href="#claim-{claim}"' in section(page)


@pytest.mark.parametrize("claim", ["gone", "elsewhere"])
def test_rejected_claims_and_those_without_a_file_mark_nothing(page: str, claim: str) -> None:
    assert f"passage-{claim}" not in page


def test_a_dossier_whose_sources_have_no_file_has_no_appendix(river_brief: object) -> None:
    from offramp.brief.content import BriefContent

    assert isinstance(river_brief, BriefContent)
    assert river_brief.sources == ()
    assert '<section id="sources">' not in render_html(river_brief)
