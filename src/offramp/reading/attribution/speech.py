"""Rules for speech around its verb: "Q, he said", "Q, said he", "according to", and labels ("NAME: words")."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate, Range
from offramp.reading.attribution.clauses import Clauses
from offramp.reading.attribution.frames import complement
from offramp.reading.attribution.verbs import Verb, verbs

_CLOSERS = frozenset((".", ",", "", ";", "—", "!", "?", "Q"))
_HANDED_ON = frozenset("cited quoted echoed published released obtained seen reviewed conducted reported carried".split())
_NEW = frozenset("and but while who which as with although though".split())
_PLAIN = frozenset(
    "say add note explain argue tell write acknowledge report show insist suggest recall believe think find announce "
    "claim predict warn concede continue indicate contend".split()
)


def speech(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this family propose for one sentence."""
    yield from _according(c)
    yield from _after(c)
    yield from _label(c)
    yield from _inside(c)
    yield from _as_said(c)


def _according(c: Clauses) -> Iterator[Candidate]:
    """Propose "according to X, Q" and "Q, according to X"."""
    p = c.passage
    for k in range(c.first, c.last - 1):
        at = c.chunks[k].start
        if p.low[at] != "according" or p.quoted[at] >= 0 or p.low[at + 1 : at + 2] != ["to"]:
            continue
        begin = p.chunk_of[at + 1] + 1
        if c.kind(begin) not in ("NP", "WH"):
            continue
        end = begin
        depth_end = c.phrase_right(begin)
        while end < c.last and (end < depth_end or c.kind(end) not in (",", ".", ";", "Q", "—", ":", ")")):
            end += 1
        if k - c.first <= 2 and c.kind(end) == "," and (c.kind(end + 1) == "WH" or (c.kind(end + 1) == "VG" and c.word(end + 1) in _HANDED_ON)):
            end = next((j for j in range(end + 1, c.last) if c.kind(j) == "," and not c.kind(j + 1) == "CC"), end)
        source = (c.chunks[begin].start, c.chunks[end - 1].end)
        cue = (at, at + 2)
        before = _trim(p.words, c.chunks[c.first].start, at)
        after = _trim(p.words, c.chunks[end].end, c.chunks[c.last - 1].end) if end + 1 < c.last else (at, at)
        inserted = c.kind(end) == "," and any(c.kind(j) == "VG" and c.chunks[j].form == "finite" for j in range(end, c.last))
        if k - c.first > 2 and c.kind(k - 1) == "," and c.kind(k - 2) in ("THAT", "SUB", "WH") and after[0] < after[1]:
            yield Candidate((source,), cue, (after,), "according.before")
        elif k - c.first > 2:
            whole = (before, after) if inserted and c.kind(k - 1) == "," and after[0] < after[1] and c.word(end + 1) not in _NEW else (before,)
            yield Candidate((source,), cue, whole, "according.after")
        elif after[0] < after[1]:
            yield Candidate((source,), cue, (after,), "according.before")


def _trim(words: list[str], start: int, end: int) -> Range:
    """Return the range without punctuation at its ends."""
    while start < end and words[start] in (",", ".", ";", ":", "—", "–", "--", "-"):
        start += 1
    while end > start and words[end - 1] in (",", ".", ";", ":", "—", "–", "--", "!", "?"):
        end -= 1
    return start, end


def _after(c: Clauses) -> Iterator[Candidate]:
    """Propose "Q, he said" and "Q, said the mayor": the content stands before the verb."""
    p = c.passage
    table = verbs()
    for k in range(c.first, c.last):
        chunk = c.chunks[k]
        if chunk.kind != "VG" or p.quoted[chunk.end - 1] >= 0 or chunk.form != "finite":
            continue
        cue = next((one for one in table.get(p.low[chunk.end - 1], ()) if "post" in one.frames and not one.particles), None)
        yield from _subject_verb(c, k, cue)
        yield from _verb_subject(c, k, cue)


def _subject_verb(c: Clauses, k: int, cue: Verb | None) -> Iterator[Candidate]:
    """Propose "Q, NP verb"."""
    p = c.passage
    subject = c.subject(k)
    if subject is None or subject.how not in ("own", "relative"):
        return
    before = subject.start - 1
    if before < c.chunks[c.first].start:
        return
    quote = p.quoted[before]
    ended = quote >= 0 and p.quotes[quote][1] == before
    comma = p.words[before] == ","
    if not ended and not (comma and before - 1 >= c.chunks[c.first].start):
        return
    quote = quote if ended else p.quoted[before - 1]
    speaks = quote >= 0 and p.words[p.quotes[quote][1] - 1] in (",", "?", "!", "—", "-", "...", ".") or comma and quote >= 0
    follows = c.kind(k + 1)
    embedded = quote >= 0 and _embedded(c, quote)
    if (quote < 0 or embedded) and cue is not None and c.kind(k + 1) != ",":
        match = complement(c, k, cue)
        if match is not None and match.frame in ("that", "quote", "zero"):
            return
    if c.kind(k + 1) == "," and c.kind(k + 2) == "Q" and p.quoted[c.chunks[k + 2].start] >= 0 and not ended:
        return
    if embedded and not _main_clause(c, before):
        return
    if quote >= 0 and speaks:
        if cue is None and (c.kind(k + 1) not in (".", ",", "RB", "IN", "TIME", "") or subject.how != "own"):
            return
        rule = "speech.quote-sv" if cue else "speech.quote-sv-other"
    elif cue is not None and cue.lemma in _PLAIN and subject.how == "own" and _main_clause(c, before) and (follows in _CLOSERS or follows in ("TIME", "IN", "RB", "SUB") or (cue.lemma == "tell" and follows == "NP")):
        if follows == "IN" and c.word(k + 1) not in ("in", "on", "at", "during", "to", "after", "with", "via", "by", "of", "about"):
            return
        rule = "speech.clause-sv"
    else:
        return
    content = _before(c, _trim(p.words, 0, before + 1)[1] if not ended else before + 1)
    if content[0] < content[1]:
        yield Candidate(((subject.start, subject.end),), (chunk_start(c, k), c.chunks[k].end), (content,), rule)


def _as_said(c: Clauses) -> Iterator[Candidate]:
    """Propose "as the mayor said, Q" and "as reported by X, Q"."""
    p = c.passage
    table = verbs()
    for k in range(c.first, c.last - 2):
        at = c.chunks[k].start
        if p.low[at] != "as" or p.quoted[at] >= 0:
            continue
        verb = k + 1 if c.kind(k + 1) == "VG" else c.phrase_right(k + 1) if c.kind(k + 1) == "NP" else k
        if c.kind(verb) != "VG" or not any("post" in one.frames and not one.particles and one.lemma not in ("begin", "finish", "continue") for one in table.get(c.word(verb), ())):
            continue
        end = verb + 1
        if c.kind(k + 1) == "NP":
            source = ((c.chunks[k + 1].start, c.chunks[verb - 1].end),)
            while end < c.last and c.kind(end) in ("IN", "NP", "TIME", "RB"):
                end += 1
            cue_end = verb + 1
        elif c.kind(verb + 1) == "IN" and c.word(verb + 1) == "by" and c.kind(verb + 2) == "NP":
            end = c.phrase_right(verb + 2)
            source = ((c.chunks[verb + 2].start, c.chunks[end - 1].end),)
            cue_end = verb + 2
        else:
            continue
        opens = not any(c.kind(j) == "VG" for j in range(c.first, k))
        if opens and c.kind(end) in (",", "Q", ":"):
            content = _trim(p.words, c.chunks[end].start, c.chunks[c.last - 1].end)
        elif c.kind(k - 1) == "," and c.kind(end) in (",", ".", ""):
            content = _before(c, c.chunks[k - 1].start)
        else:
            continue
        if content[0] < content[1]:
            yield Candidate(source, (at, c.chunks[cue_end - 1].end), (content,), "speech.as")


def _inside(c: Clauses) -> Iterator[Candidate]:
    """Propose "Q, he said, Q" without marks, and "which critics say Q"."""
    p = c.passage
    table = verbs()
    for k in range(c.first + 1, c.last - 1):
        chunk = c.chunks[k]
        if chunk.kind != "VG" or chunk.form != "finite" or chunk.passive or p.quoted[chunk.start] >= 0:
            continue
        cue = next((one for one in table.get(p.low[chunk.end - 1], ()) if one.family in ("say", "believe", "tell") and not one.particles), None)
        subject = c.subject(k) if cue is not None else None
        if subject is None or subject.how != "own" or subject.start == c.chunks[c.first].start:
            continue
        s = p.chunk_of[subject.start] - 1
        after = k + 1
        while c.kind(after) in ("TIME", "RB"):
            after += 1
        source, words = ((subject.start, subject.end),), (chunk_start(c, k), chunk.end)
        if c.kind(s) in (",", "—") and c.kind(after) in (",", "—") and c.kind(c.first) != "SUB" and after + 1 < c.last and c.kind(after + 1) != "Q" and "post" in (*cue.frames, "post"):
            before = _before(c, c.chunks[s].start)
            rest = _trim(p.words, c.chunks[after].end, c.chunks[c.last - 1].end)
            if before[0] < before[1] and rest[0] < rest[1]:
                yield Candidate(source, words, (before, rest), "speech.inserted")
        elif c.kind(s) in ("WH", "THAT") and c.word(s) in ("which", "that", "who", "what", "whom") and c.kind(after) == "VG" and c.chunks[after].form in ("finite", "participle") and (c.kind(s) == "WH" or c.kind(s - 1) in ("NP", ",")):
            end = c.last - 1
            stop = next((j for j in range(after, c.last) if c.kind(j) in (",", ";", "—")), end)
            rest = _trim(p.words, c.chunks[after].start, c.chunks[stop].start if stop < c.last else c.chunks[end].end)
            if rest[0] < rest[1]:
                yield Candidate(source, words, ((c.chunks[s].start, c.chunks[s].end), rest), "speech.relative")


def _main_clause(c: Clauses, end: int) -> bool:
    """Whether the sentence up to token `end` holds a clause that can be said, not only a circumstance."""
    k, opened = c.first, False
    while c.kind(k) in ("CC", "RB", "Q", ","):
        k += 1
    opened = c.kind(k) in ("SUB", "IN", "TIME") or (c.kind(k) == "VG" and c.chunks[k].form in ("participle", "infinitive"))
    for j in range(k, c.last):
        if c.chunks[j].start >= end:
            return False
        if c.kind(j) == "," and opened:
            opened = False
        elif c.kind(j) == "VG" and c.chunks[j].form == "finite" and not opened and c.kind(j - 1) != "WH":
            return True
    return False


def _embedded(c: Clauses, quote: int) -> bool:
    """Whether a quotation is part of a clause of the report's own words: "after he called it “a disgrace,” she said"."""
    p = c.passage
    opening = p.quotes[quote][0]
    return opening > c.chunks[c.first].start and p.words[opening - 1][-1].isalnum()


def chunk_start(c: Clauses, k: int) -> int:
    """Return the first token of a cue: the verb group and the adverbs right before it."""
    start = c.chunks[k].start
    while k - 1 >= c.first and c.kind(k - 1) == "RB" and c.passage.low[start - 1] not in ("however", "then"):
        k -= 1
        start = c.chunks[k].start
    return start


def _verb_subject(c: Clauses, k: int, cue: Verb | None) -> Iterator[Candidate]:
    """Propose "Q, verb NP"."""
    p = c.passage
    start = c.chunks[k].start
    if c.kind(k + 1) != "NP" or start - 1 < c.chunks[c.first].start:
        return
    before = start - 1
    ended = p.quoted[before] >= 0 and p.quotes[p.quoted[before]][1] == before
    comma = p.words[before] == ","
    in_quote = ended or (comma and before > 0 and p.quoted[before - 1] >= 0)
    if cue is None or not (in_quote or (comma and cue.lemma in ("say", "write", "report", "add"))):
        return
    if in_quote and p.quoted[before - 1] >= 0 and _embedded(c, p.quoted[before - 1]) and c.kind(c.phrase_right(k + 1)) == "VG":
        return
    if not in_quote and (c.finite_later(k + 1) or not _main_clause(c, before)):
        return
    end = c.phrase_right(k + 1)
    if c.kind(end) == "," and c.kind(end + 1) in ("NP", "WH"):
        stop = end + 1
        while stop < c.last and c.kind(stop) not in (".", ";", "Q", "—", ","):
            stop += 1
        end = stop
    source = (c.chunks[k + 1].start, c.chunks[end - 1].end)
    content = _before(c, before + 1 if ended else before)
    if content[0] < content[1]:
        yield Candidate((source,), (start, c.chunks[k].end), (content,), "speech.quote-vs" if in_quote else "speech.clause-vs")


def _before(c: Clauses, end: int) -> Range:
    """Return the content that ends before token `end`: its whole sentence so far."""
    p = c.passage
    start = c.chunks[c.first].start
    while start < end and p.words[start] in (",", "—", "-"):
        start += 1
    return start, end


def _label(c: Clauses) -> Iterator[Candidate]:
    """Propose "NAME: words" at the head of a paragraph, and "Name: “quote”"."""
    p = c.passage
    if c.first != 0 or c.kind(c.first) != "NP":
        return
    end = c.phrase_right(c.first)
    if c.kind(end) != ":" or end + 1 >= c.last or p.words[c.chunks[end].start] != ":":
        return
    name = (0, c.chunks[end - 1].end)
    if name[1] == 1 and len(p.words[0]) == 1:  # Q: and A: name nobody
        return
    after = c.chunks[end].end
    quote = p.quoted[after] >= 0
    speaker = all(word.isupper() or not word[0].isalpha() for word in p.words[name[0] : name[1]])
    rule = "label.quote" if quote else "label.speaker" if speaker else "label.title"
    stop = len(p.words) if rule == "label.speaker" else c.chunks[c.last - 1].end
    content = _trim(p.words, after, stop)
    if content[0] < content[1]:
        yield Candidate((name,), (name[1], after), (content,), rule)
