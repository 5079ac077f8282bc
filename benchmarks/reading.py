"""Attribution by rules on PolNeAR: how much is found, how much of it is right, and how fast.

``python benchmarks/reading.py`` reads the training and the development part (``--data``, by default ../shared/polnear)
and prints Markdown tables; ``--write`` puts them into docs/attribution.md. ``--confidence`` measures every rule on the
training part and writes the rules' confidences; the data itself is never copied.
"""

import argparse
import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from attribution_scores import Marked, Tally, read_standoff
from offramp.reading.article import Article
from offramp.reading.attribution import LEAST, attributions
from offramp.reading.attribution.lexicon.cues import adjectives, families, nouns, verbs
from offramp.reading.ingest import from_text
from offramp.reading.structure import structure
from page import write

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "attribution.md"
CONFIDENCE = ROOT / "src" / "offramp" / "reading" / "attribution" / "confidence.toml"
DATA = ROOT.parent / "shared" / "polnear"
OFTEN = 20  # findings on the training part from which a rule with a found source has a share of its own
SPEECH = ("say", "manner", "post", "tell", "ask")


def articles(data: Path, part: str) -> Iterator[tuple[str, list[Marked]]]:
    """Yield the text and the first annotator's attributions of each article of one part."""
    with zipfile.ZipFile(data / f"{part}.zip") as archive:
        names = sorted(archive.namelist())
        for name in names:
            folder, _, file = name.rpartition("/")
            if not (folder.endswith("text") and file.endswith(".txt")):
                continue
            stem = f"{folder.removesuffix('text')}attributions/{file.removesuffix('.txt')}_"
            first = next(one for one in names if one.startswith(stem) and one.endswith(".ann"))
            text = io.TextIOWrapper(archive.open(name), encoding="utf-8").read()
            yield text, read_standoff(io.TextIOWrapper(archive.open(first), encoding="utf-8").read())


def predicted(text: str, least: float) -> list[Marked]:
    """Return what the rules find in a text, as they would in a report with that text."""
    article = from_text(text)
    if article.text != text:  # the gold ranges count code points of the text as it is
        article = Article(text, "")
    return [
        Marked(
            *(tuple((span.start, span.end) for span in spans) for spans in (one.source, one.cue, one.content)), one.rule
        )
        for one in attributions(article, structure(article), nested=False, least=least)
    ]


def kind_of(text: str, one: Marked) -> str:
    """Return what kind of cue a gold attribution has."""
    cue = " ".join(text[a:b] for a, b in one.cue).lower().split()
    if "according" in cue:
        return "according to"
    families_of = {each.family for word in cue for each in verbs().get(word, ())}
    if families_of & set(SPEECH):
        return "verbs of speech"
    if families_of:
        return "other listed verbs"
    if any(word in nouns() or word in adjectives() for word in cue):
        return "listed nouns and adjectives"
    return "other cues"


def quoting_of(text: str, one: Marked) -> str:
    """Return whether a gold attribution quotes all, some or none of its content."""
    content = " ".join(text[a:b] for a, b in one.content).strip(" .,")
    marks = ("“", "”", '"', "''")
    if content.startswith(marks) and content.endswith(marks):
        return "direct"
    return "mixed" if any(mark in content for mark in marks) else "indirect"


class Measured:
    """The scores of one part, over all and by kind of gold attribution."""

    def __init__(self, data: Path, part: str, least: float) -> None:
        self.tally = Tally()
        self.kinds: dict[str, list[int]] = {}
        self.seconds = 0.0
        self.articles = 0
        for text, gold in articles(data, part):
            begun = time.process_time()
            guesses = predicted(text, least)
            self.seconds += time.process_time() - begun
            self.articles += 1
            pairs = self.tally.add(text, gold, guesses)
            for row, one in enumerate(gold):
                for kind in (kind_of(text, one), quoting_of(text, one)):
                    count = self.kinds.setdefault(kind, [0, 0])
                    count[0] += 1
                    count[1] += row in pairs


def measures_table(parts: dict[str, Measured]) -> list[str]:
    """Return the table of all measures."""
    head = "part | articles | gold | found P | R | F1 | source given found | content half right, source right: F1"
    rows = [f"| {head} | all exact: F1 | seconds |", "|---|" + "--:|" * 9]
    for name, one in parts.items():
        tally = one.tally
        precision, recall, f1 = tally.scores(tally.found)
        rows.append(
            f"| {name} | {one.articles} | {tally.gold} | {precision:.1f} | {recall:.1f} | {f1:.1f} | "
            f"{tally.source_given_found:.1f} | {tally.scores(tally.partial)[2]:.1f} | "
            f"{tally.scores(tally.strict)[2]:.1f} | {one.seconds:.1f} |"
        )
    return rows


def kinds_table(parts: dict[str, Measured]) -> list[str]:
    """Return the recall by kind of gold attribution."""
    rows = [
        "| gold attributions | " + " | ".join(f"{name} | recall" for name in parts) + " |",
        "|---|" + "--:|--:|" * len(parts),
    ]
    order = [
        "according to", "verbs of speech", "other listed verbs", "listed nouns and adjectives", "other cues",
        "direct", "mixed", "indirect",
    ]  # fmt: skip
    for kind in order:
        cells = [one.kinds.get(kind, [0, 0]) for one in parts.values()]
        rows.append(f"| {kind} | " + " | ".join(f"{n} | {100 * hit / max(n, 1):.0f}" for n, hit in cells) + " |")
    return rows


def family_of(rule: str) -> str:
    """Return the family of a rule: "say" of ``say.that/participle``, "n-claim" of ``n-claim.np/own``."""
    return rule.partition("/")[0].partition(".")[0]


OTHERS = {
    "according": ("according to", "according to two officials, the talks failed"),
    "speech": ("speech around its verb", "“We will not yield,” the minister said"),
    "label": ("labels", "MINISTER: We will not yield"),
    "adverb": ("adverbs", "the minister reportedly resigned"),
    "object": ("relative clauses", "terms that the minister rejected"),
    "passive": ("passives", "the minister was accused of fraud"),
    "passive-by": ("passives with an agent", "the terms were rejected by the minister"),
    "passive-reduced": ("participles", "a minister accused of fraud"),
    "passive-reduced-by": ("participles with an agent", "terms rejected by the minister"),
    "list": ("list items under an introducing line", ""),
}


def families_table(parts: dict[str, Measured]) -> list[str]:
    """Return each family with an example and the share of its findings that is right."""
    known = {
        f"{'' if one.kind == 'verbs' else one.kind[0] + '-'}{one.name}": (one.what, one.example) for one in families()
    }
    known |= OTHERS
    counts: dict[str, dict[str, list[int]]] = {}
    for name, one in parts.items():
        for rule, (number, right) in one.tally.by_rule.items():
            cell = counts.setdefault(family_of(rule), {}).setdefault(name, [0, 0])
            cell[0] += number
            cell[1] += right
    rows = [
        "| family | what | for example | " + " | ".join(f"{name} | right, %" for name in parts) + " |",
        "|---|---|---|" + "--:|--:|" * len(parts),
    ]
    for family in sorted(counts, key=lambda each: -sum(n for n, _ in counts[each].values())):
        what, example = known[family]
        cells = [counts[family].get(name, [0, 0]) for name in parts]
        measured = " | ".join(f"{n} | {100 * hit / n:.0f}" if n else "0 |" for n, hit in cells)
        rows.append(f"| {family} | {what} | {example} | {measured} |")
    return rows


def confidences(measured: Measured) -> str:
    """Return the rules' confidences as TOML."""
    counts = measured.tally.by_rule
    own = {
        rule: (hit + 6) / (n + 10) if n < 25 else hit / n  # seldom seen: drawn towards 0.6
        for rule, (n, hit) in counts.items()
        if "/" not in rule
    }
    shares: dict[str, list[float]] = {}
    for rule, (n, hit) in counts.items():
        base, _, how = rule.partition("/")
        if how:
            share = shares.setdefault(how, [0.0, 0.0])
            share[0] += hit
            share[1] += n * own.get(base, 0.45)
    lines = [
        "# Written by make bench-reading-confidence: shares of right findings on the training part of PolNeAR.",
        "# [sources]: the factor for how the source was found; [rules]: the share of a rule.",
        "[sources]",
        *(f"{how} = {min(hit / expected, 1.1):.2f}" for how, (hit, expected) in sorted(shares.items())),
        "",
        "[rules]",
        *(
            f'"{rule}" = {own[rule] if rule in own else hit / n:.2f}'
            for rule, (n, hit) in sorted(counts.items())
            if rule in own or n >= OFTEN
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with train.zip and dev.zip")
    parser.add_argument("--part", choices=("train", "dev"), action="append", help="a part to measure; both by default")
    parser.add_argument("--write", action="store_true", help="write docs/attribution.md")
    parser.add_argument("--confidence", action="store_true", help="measure the rules and write their confidences")
    asked = parser.parse_args()
    if asked.confidence:
        CONFIDENCE.write_text(confidences(Measured(asked.data, "train", 0.0)), encoding="utf-8")
        return
    parts = {name: Measured(asked.data, name, LEAST) for name in asked.part or ("train", "dev")}
    text = (
        f"Command: `make bench-reading` (rules of confidence {LEAST} and more, nothing nested; seconds of one "
        "processor, with the structure).\n\n"
        + "\n".join(measures_table(parts))
        + "\n\n"
        + "\n".join(kinds_table(parts))
        + "\n\n"
        + "\n".join(families_table(parts))
        + "\n"
    )
    print(text)
    if asked.write:
        write("make bench-reading", text, PAGE)


if __name__ == "__main__":
    main()
