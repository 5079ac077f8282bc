"""Rules for labels at the head of a paragraph: "NAME: words" and "Name: “words”"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.rules.content import trimmed


def label(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    p = c.passage
    if c.first != 0 or c.kind(c.first) != "NP":
        return
    colon = c.phrase_right(c.first)
    if c.kind(colon) != ":" or colon + 1 >= c.last or p.words[c.start(colon)] != ":":
        return
    name = (0, c.end(colon - 1))
    if name[1] == 1 and len(p.words[0]) == 1:  # Q: and A: name nobody
        return
    speaker = all(word.isupper() or not word[0].isalpha() for word in p.words[: name[1]])
    kind = "quote" if p.quoted[c.end(colon)] >= 0 else "speaker" if speaker else "title"
    stop = len(p.words) if kind == "speaker" else c.end(c.last - 1)
    content = trimmed(c, c.end(colon), stop)
    if content[0] < content[1]:
        yield Candidate((name,), (name[1], c.end(colon)), (content,), f"label.{kind}")
