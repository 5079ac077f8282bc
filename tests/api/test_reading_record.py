"""A reading in the formats of other tools, and back."""

from pathlib import Path

import pytest

from offramp.api.reading_record import reading_record
from offramp.reading.exchange.brat import to_brat
from offramp.reading.exchange.brat_back import from_brat
from offramp.reading.exchange.ledger_table import from_table, table_text
from offramp.reading.exchange.record import LedgerRecord
from offramp.reading.exchange.web_annotation import web_annotation_text
from offramp.reading.exchange.web_annotation_back import from_web_annotation
from offramp.reading.ingest import read_file
from offramp.reading.reader import read

REPORTS = Path(__file__).parents[1] / "reports"


@pytest.fixture(scope="module", params=["strait.txt", "dockers.md", "quay/2025-11-28 Bay Courier.txt"])
def record(request: pytest.FixtureRequest) -> LedgerRecord:
    return reading_record(read(read_file(REPORTS / request.param)), "report")


def test_every_claim_is_a_suggestion_with_its_places_and_its_maker(record: LedgerRecord) -> None:
    assert len(record.claims) > 3
    text = record.sources[0].text or ""
    for claim in record.claims:
        assert (claim.status, claim.source) == ("suggested", "report")
        assert claim.content
        assert claim.quote == text[claim.content[0][0] : claim.content[-1][1]]
        assert claim.generated_by.startswith("rule: ")
    assert any(claim.speaker and claim.cue and claim.attributed_to for claim in record.claims)


def test_there_and_back(record: LedgerRecord) -> None:
    spans = [(claim.id, claim.content, claim.speaker, claim.cue) for claim in record.claims]
    for back in (
        from_brat(to_brat(record), record),
        from_web_annotation(web_annotation_text(record), record),
        from_table(table_text(record), record),
    ):
        assert back.problems == ()
        assert [(claim.id, claim.content, claim.speaker, claim.cue) for claim in back.claims] == spans
