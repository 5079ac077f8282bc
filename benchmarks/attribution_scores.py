"""Scores of predicted attributions against a gold standard in brat standoff.

An attribution here is three tuples of character ranges, ``(source, cue, content)``. *Found* means that the predicted
cue overlaps the gold cue and the contents overlap; each gold attribution is matched with at most one prediction (a
maximum matching, so an attribution predicted twice counts once). *Source given found* is, among the found pairs, the
share whose sources overlap or are both absent.
"""

import re
from dataclasses import dataclass, field

Range = tuple[int, int]
ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True)
class Marked:
    """One attribution as three sets of ranges, with the rule that predicted it (empty for gold)."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str = ""
    confidence: float = 1.0


def read_standoff(standoff: str) -> list[Marked]:
    """Read the attributions of one brat file's text, in the order of their cues."""
    spans: dict[str, tuple[str, tuple[Range, ...]]] = {}
    links: list[dict[str, list[str]]] = []
    for line in standoff.splitlines():
        if re.match(r"T\d+\t", line):
            name, kind_and_ranges, *_ = line.split("\t")
            kind, _, ranges = kind_and_ranges.partition(" ")
            pairs = [tuple(int(number) for number in part.split()) for part in ranges.split(";")]
            spans[name] = (kind, tuple((a, b) for a, b in pairs))
        elif re.match(r"E\d+\t", line):
            link: dict[str, list[str]] = {}
            for part in line.split("\t")[1].split():
                role, _, target = part.partition(":")
                link.setdefault(role.rstrip("0123456789"), []).append(target)
            links.append(link)
    found = []
    for link in links:
        source, cue, content = (
            tuple(sorted(pair for target in link.get(role, []) for pair in spans[target][1])) for role in ROLES
        )
        if cue and content:
            found.append(Marked(source, cue, content))
    return sorted(found, key=lambda one: one.cue)


def overlap(first: tuple[Range, ...], second: tuple[Range, ...]) -> bool:
    """Whether two sets of ranges share a character."""
    return any(a < d and c < b for a, b in first for c, d in second)


def shared_share(first: tuple[Range, ...], second: tuple[Range, ...]) -> float:
    """Jaccard index of two sets of ranges, over characters."""
    one = {i for a, b in first for i in range(a, b)}
    two = {i for a, b in second for i in range(a, b)}
    return len(one & two) / len(one | two) if one | two else 1.0


def same(first: tuple[Range, ...], second: tuple[Range, ...], text: str) -> bool:
    """Whether two sets of ranges hold the same letters and digits: punctuation and spaces aside."""

    def letters(ranges: tuple[Range, ...]) -> set[int]:
        return {i for a, b in ranges for i in range(a, b) if text[i].isalnum()}

    return letters(first) == letters(second)


def matched(gold: list[Marked], predicted: list[Marked]) -> dict[int, int]:
    """Match gold to predictions, one to one, as many as possible (augmenting paths), best contents first."""
    candidates = [
        sorted(
            (
                k
                for k, guess in enumerate(predicted)
                if overlap(one.cue, guess.cue) and overlap(one.content, guess.content)
            ),
            key=lambda k, one=one: -shared_share(one.content, predicted[k].content),
        )
        for one in gold
    ]
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for k in candidates[row]:
            if k not in seen:
                seen.add(k)
                if k not in taken or place(taken[k], seen):
                    taken[k] = row
                    return True
        return False

    for row in range(len(gold)):
        place(row, set())
    return {row: k for k, row in taken.items()}


@dataclass
class Tally:
    """Counts over many texts, and the measures made of them."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    source: int = 0
    partial: int = 0
    strict: int = 0
    by_rule: dict[str, list[int]] = field(default_factory=dict)

    def add(self, text: str, gold: list[Marked], predicted: list[Marked]) -> dict[int, int]:
        """Add one text; returns its matching, gold index to predicted index."""
        pairs = matched(gold, predicted)
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.found += len(pairs)
        hit = set(pairs.values())
        for k, guess in enumerate(predicted):
            row = self.by_rule.setdefault(guess.rule, [0, 0])
            row[0] += 1
            row[1] += k in hit
        for row_number, k in pairs.items():
            one, guess = gold[row_number], predicted[k]
            source = overlap(one.source, guess.source) or not (one.source or guess.source)
            self.source += source
            self.partial += source and shared_share(one.content, guess.content) >= 0.5
            self.strict += all(
                same(a, b, text)
                for a, b in ((one.source, guess.source), (one.cue, guess.cue), (one.content, guess.content))
            )
        return pairs

    def scores(self, count: int) -> tuple[float, float, float]:
        """Precision, recall and F1 of a count of right ones, in percent."""
        precision = 100 * count / self.predicted if self.predicted else 0.0
        recall = 100 * count / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if count else 0.0

    @property
    def source_given_found(self) -> float:
        """Among the found ones, the share with the right source, in percent."""
        return 100 * self.source / self.found if self.found else 0.0
