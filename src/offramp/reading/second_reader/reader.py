"""The second reading: questions to the model, its answers held against the report, and what both readers found.

The model sees numbered paragraphs and gives numbers and words back; it has no tools, and its answer runs nothing. What
does not stand in the report word for word where it is said to stand is dropped, with the reason. What is kept is a
suggestion of the lowest tier: that words stand there does not prove that they are joined rightly.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offramp.reading.article import Article
from offramp.reading.attribution.model import Attribution
from offramp.reading.second_reader.answer import answer_of
from offramp.reading.second_reader.client import Client, Endpoint, NoAnswerError
from offramp.reading.second_reader.locate import NotThereError, attribution_of
from offramp.reading.second_reader.question import NAME, SCHEMA, messages, parts_of
from offramp.reading.span import Span
from offramp.reading.structure import Structure

MOST_PARTS = 60  # questions about one report
MOST_FAILURES = 2  # questions in a row without an answer, after which no more are put


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the model gave and the report does not bear out."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the model found.

    Attributes
    ----------
    model
        Its name at the endpoint.
    attributions
        Those that stand in the report, in order; their rule names the model.
    dropped
        What was not kept, and why.
    problems
        What went wrong, one sentence each; what was read until then is kept.
    parts_read, parts
        How many of the parts that the report was asked about in got an answer.
    requests
        How often the server was asked.
    """

    model: str
    attributions: tuple[Attribution, ...]
    dropped: tuple[Dropped, ...]
    problems: tuple[str, ...]
    parts_read: int
    parts: int
    requests: int


def second_reading(
    article: Article,
    structure: Structure,
    endpoint: Endpoint,
    *,
    sleep: Callable[[float], None] = time.sleep,
    progress: Callable[[int, int], None] | None = None,
) -> SecondReading:
    """Ask a model for the attributions of a report, and keep those that the report bears out.

    Whatever the server does, this returns: what went wrong is among the problems.

    Parameters
    ----------
    article, structure
        The report.
    endpoint
        Where the model is.
    sleep
        How to wait when the server is busy.
    progress
        Called with the number of parts read and of all parts.

    Raises
    ------
    SecondReaderError
        When httpx is not installed.
    """
    all_parts = list(parts_of(structure.paragraphs))
    parts = all_parts[:MOST_PARTS]
    problems: list[str] = []
    if len(all_parts) > MOST_PARTS:
        problems.append(f"the report is long: the first {MOST_PARTS} of {len(all_parts)} parts were asked about")
    kept: list[Attribution] = []
    dropped: list[Dropped] = []
    read = failures = 0
    with Client(endpoint, sleep) as client:
        for number, part in enumerate(parts, start=1):
            try:
                answer = client.ask(messages(article, structure.paragraphs, part), NAME, SCHEMA)
            except NoAnswerError as error:
                problems.append(f"part {number} of {len(parts)}: {error}")
                failures += 1
                if error.hopeless or failures == MOST_FAILURES:
                    break
                continue
            read, failures = read + 1, 0
            _keep(answer, article, structure, part, f"second reader: {endpoint.model}", kept, dropped, problems)
            if progress is not None:
                progress(number, len(parts))
        requests = client.requests
    found = sorted(kept, key=lambda each: (each.content, each.cue))
    return SecondReading(endpoint.model, tuple(found), tuple(dropped), tuple(problems), read, len(parts), requests)


def _keep(
    text: str,
    article: Article,
    structure: Structure,
    part: range,
    rule: str,
    kept: list[Attribution],
    dropped: list[Dropped],
    problems: list[str],
) -> None:
    answer = answer_of(text)
    problems += answer.problems
    dropped += [Dropped(words, why) for words, why in answer.malformed]
    for item in answer.items:
        try:
            found = attribution_of(item, article, structure.paragraphs, part, rule)
        except NotThereError as error:
            dropped.append(Dropped(" … ".join(item.content), str(error)))
            continue
        if not any(same(found, other) for other in kept):  # parts overlap, and models repeat themselves
            kept.append(found)


def together(
    first: Sequence[Attribution], second: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], frozenset[int]]:
    """Return the attributions of both readers, and the places of those that both found.

    The rules' attributions stay as they are and come first; of the second reader's only those are added that the rules
    did not find.
    """
    found_by_both = frozenset(place for place, one in enumerate(first) if any(same(one, other) for other in second))
    added = [other for other in second if not any(same(one, other) for one in first)]
    return (*first, *added), found_by_both


def same(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions are of the same claim: more than half of what either covers is covered by both."""
    shared = sum(_shared(piece, each) for piece in one.content for each in other.content)
    covered = sum(map(len, one.content)) + sum(map(len, other.content)) - shared
    return 2 * shared > covered


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
