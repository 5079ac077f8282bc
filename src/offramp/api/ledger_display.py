"""The ledger, and corrections of it, as tables and JSON."""

from typing import Any

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.ledger_corrections import Correction, Corrections
from offramp.figures.words import counted
from offramp.reading.exchange.record import LedgerRecord, plain
from offramp.reading.exchange.selectors import shortened


def ledger_parts(ledger: LedgerRecord) -> list[Part]:
    """Return what to show of a ledger: each claim with its chain, its day and its grade."""
    heading = f"{ledger.title}: {counted(len(ledger.claims), 'claim')} of {counted(len(ledger.sources), 'source')}"
    rows = tuple(
        (
            claim.id,
            claim.claim or f"“{claim.quote}”",
            " ← ".join(" and ".join(link) for link in claim.attributed_to) or "in its own voice",
            claim.date or "",
            claim.grade or "",
            claim.status,
        )
        for claim in ledger.claims
    )
    columns = ("id", "claim", "who says so", "date", "grade", "status")
    return [Heading(heading), Table("", columns, rows)] if rows else [Heading(heading)]


def ledger_json(ledger: LedgerRecord) -> dict[str, Any]:
    """Return a ledger as ``ledger --format json`` prints it."""
    keys = ("id", "title", "publisher", "published", "url", "sha256")
    sources = [{key: value for key in keys if (value := getattr(each, key)) is not None} for each in ledger.sources]
    claims = [{"status": "accepted", **plain(claim)} for claim in ledger.claims]
    return {"offramp": 1, "title": ledger.title, "sources": sources, "claims": claims}


def corrections_parts(found: Corrections, file: str, *, saved: bool) -> list[Part]:
    """Return what to show of corrections."""
    if not found.corrections:
        return [Heading(f"nothing to change in {file}")]
    changed = len({each.claim for each in found.corrections})
    done = "changed" if saved else "would change"
    rows = tuple(_row(each) for each in found.corrections)
    heading = Heading(f"{counted(changed, 'claim')} {done} in {file}")
    return [heading, Table("", ("claim", "key", "before", "after"), rows), *_advice(found)]


def _advice(found: Corrections) -> list[Part]:
    added = sum(not each.key for each in found.corrections)
    return [Line(f"{counted(added, 'claim')} added, as suggestions.")] if added else []


def _row(each: Correction) -> tuple[str, str, str, str]:
    if not each.key:
        return each.claim, "added", "", shortened(str(each.after.get("claim") or each.after.get("quote") or ""))
    return each.claim, each.key, _shown(each.before), _shown(each.after)


def _shown(value: Any) -> str:
    return "" if value is None else shortened(str(value))


def corrections_json(found: Corrections, *, saved: bool) -> dict[str, Any]:
    """Return corrections as ``ledger --from PATH --format json`` prints them."""
    changes = [
        {"claim": each.claim, "key": each.key or None, "before": each.before, "after": each.after}
        for each in found.corrections
    ]
    return {"offramp": 1, "saved": saved, "corrections": changes, "problems": list(found.problems)}
