"""A small report of our own with a ledger of its claims, and random ledgers, for the tests of the exchange formats."""

from hypothesis import strategies as st

from offramp.reading.exchange.record import ClaimRecord, LedgerRecord, QuantityRecord, SourceRecord

TEXT = """\
Harbour talks stall 🚢

The port authority “will not reopen” the north quay, according to three people close to the talks, cited by
Coast Wire and echoed by other outlets.
"We asked for two weeks," the dockers' spokesman said, "and for nothing else."

\tReportedly, at least 80 ships wait = costs rise.
"""


def at(words: str) -> tuple[int, int]:
    begin = TEXT.index(words)
    return begin, begin + len(words)


SOURCE = SourceRecord(
    "wire", "Harbour talks stall", "Coast Wire", "2025-11-28", "https://example.org/harbour", "en", TEXT, None
)
LEDGER = LedgerRecord(
    "A harbour",
    (SOURCE, SourceRecord("letter", "A letter", url="https://example.org/letter")),
    (
        ClaimRecord(
            "stays_shut",
            "wire",
            "The port authority will keep the north quay shut.",
            "The port authority “will not reopen” the north quay",
            (at("The port authority “will not reopen” the north quay"),),
            (at("three people close to the talks, cited by\nCoast Wire"),),
            (at("according to"),),
            (("Coast Wire",), ("three people close to the talks",)),
            ("other outlets",),
            date="2025-11",
            grade="C3",
        ),
        ClaimRecord(
            "two_weeks",
            "wire",
            None,
            "We asked for two weeks, … and for nothing else.",
            (at("We asked for two weeks,"), at("and for nothing else.")),
            (at("the dockers' spokesman"),),
            (at("said"),),
            (("the dockers' spokesman", "a second; man > woman"),),
            supports=("stays_shut",),
            status="suggested",
            generated_by="rule: speech verb",
            confidence=0.75,
        ),
        ClaimRecord(
            "ships_wait",
            "wire",
            "=80 ships wait",
            "at least 80 ships wait",
            (at("at least 80 ships wait"),),
            cue=(at("Reportedly"),),
            hedge="Reportedly",
            quantities=(QuantityRecord("ships; waiting", 80.0), QuantityRecord("berths", None, 2.5)),
            subset_of="stays_shut",
            contradicts=("two_weeks", "stays_shut"),
        ),
        ClaimRecord(
            "in_a_letter", "letter", "The mayor offers to pay.", attributed_to=(("the mayor",),), why="It is hers."
        ),
    ),
)


def texts() -> st.SearchStrategy[str]:
    """Texts with line breaks, tabs, quotation marks, and signs outside the basic plane."""
    return st.text(st.sampled_from("ab .,;>\\\n\t\r\u2028“\"'=🚢é|<&"), min_size=3, max_size=60).map(
        lambda text: "a" + text.replace("\r", "\n") + "x"
    )


def pieces(text: str) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Up to three spans in order, each with a sign that is no line break at both its ends, and one between them."""
    solid = [place for place, sign in enumerate(text) if sign != "\n"]
    cuts = st.lists(st.sampled_from(solid), min_size=2, max_size=6, unique=True).map(sorted)
    spans = cuts.map(lambda at: [(begin, end + 1) for begin, end in zip(at[::2], at[1::2], strict=False)])
    return spans.map(lambda found: tuple(_apart(text, found)))


def _apart(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in spans:
        if not kept or text[kept[-1][1] : begin].strip("\n"):
            kept.append((begin, end))
    return kept


@st.composite
def ledgers(draw: st.DrawFn) -> LedgerRecord:
    """Ledgers of up to four claims in one text."""
    text = draw(texts())
    word = st.text(st.sampled_from("ab ;>\\\"'=🚢-"), min_size=1, max_size=12).map(lambda word: f"'{word}x")
    link = st.lists(word, min_size=1, max_size=2).map(tuple)
    claims = tuple(
        ClaimRecord(
            f"c{number}",
            "s",
            draw(word),
            None,
            draw(pieces(text)),
            draw(pieces(text)) if draw(st.booleans()) else (),
            draw(pieces(text)) if draw(st.booleans()) else (),
            tuple(draw(st.lists(link, max_size=3))),
            draw(st.just(()) | link),
            hedge=draw(st.none() | word),
            grade=draw(st.sampled_from([None, "A1", "F6"])),
            status=draw(st.sampled_from(["suggested", "accepted", "rejected"])),
            confidence=draw(st.sampled_from([None, 0.5])),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    return LedgerRecord("random", (SourceRecord("s", text=text),), claims)
