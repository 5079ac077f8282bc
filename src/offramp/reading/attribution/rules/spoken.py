"""Rules for content before its verb: "“Q,” he said", "“Q,” said the mayor", "the plan failed, she explained"."""

from collections.abc import Iterator

from offramp.reading.attribution.candidate import Candidate
from offramp.reading.attribution.grammar.clauses import Clauses
from offramp.reading.attribution.grammar.subjects import Subject, subject
from offramp.reading.attribution.lexicon.cues import Cue, verbs
from offramp.reading.attribution.lexicon.words import words
from offramp.reading.attribution.rules.complements import complement
from offramp.reading.attribution.rules.content import cue_start, sentence_start

_PLAIN, _INVERTING, _ADJUNCTS = words("plain"), words("inverting"), words("closing_adjuncts")
_ENDS_SPEECH = (",", "?", "!", "—", "-", "...", ".")
_CLOSES = (".", ",", "", ";", "—", "Q", "TIME", "RB", "SUB")


def spoken(c: Clauses) -> Iterator[Candidate]:
    """Yield what the rules of this module propose for one sentence."""
    for k in range(c.first + 1, c.last):
        if c.is_verb(k, "finite") and c.passage.quoted[c.end(k) - 1] < 0:
            cues = verbs().get(c.word(k), ())
            cue = next((one for one in cues if "post" in one.takes and not one.particles), None)
            yield from _subject_verb(c, k, cue)
            if cue is not None:
                yield from _verb_subject(c, k, cue)
                yield from _block(c, k)


def _block(c: Clauses, k: int) -> Iterator[Candidate]:
    """Propose "she said:" at the end of a paragraph; what she said is the paragraph after it, and `spread` finds it."""
    colon = c.last - 1
    if c.kind(colon) != ":" or c.end(colon) != len(c.passage.words):
        return
    after = c.skip(k + 1, "TIME", "RB", "IN", "NP")
    whose = subject(c, k) if after == colon else None
    if whose is not None and whose.how in ("own", "relative", "shared"):
        cue = (cue_start(c, k), c.end(k))
        yield Candidate(((whose.start, whose.end),), cue, ((c.start(colon), c.end(colon)),), "speech.block")


def _subject_verb(c: Clauses, k: int, cue: Cue | None) -> Iterator[Candidate]:
    """Propose "Q, NP verb"."""
    p = c.passage
    whose = subject(c, k)
    if whose is None or whose.how not in ("own", "relative") or whose.start <= c.start(c.first):
        return
    before = whose.start - 1
    ended = p.closes_quotation(before)
    if not ended and (p.words[before] != "," or before <= c.start(c.first)):
        return
    quote = p.quoted[before] if ended else p.quoted[before - 1]
    embedded = quote >= 0 and _is_embedded(c, quote)
    if (quote < 0 or embedded) and cue is not None and _takes_what_follows(c, k, cue):
        return
    if not ended and c.kind(k + 1) == "," and c.kind(k + 2) == "Q" and c.is_quoted(k + 2):
        return
    if embedded and not _is_main_clause(c, before):
        return
    rule = (
        _quote_rule(c, k, cue, whose) if quote >= 0 and _is_speech(c, quote, ended) else _clause_rule(c, k, cue, whose)
    )
    content = sentence_start(c, before + 1 if ended else before)
    if rule and content[0] < content[1]:
        yield Candidate(((whose.start, whose.end),), (cue_start(c, k), c.end(k)), (content,), rule)


def _is_speech(c: Clauses, quote: int, ended: bool) -> bool:
    """Whether a quotation ends as speech does, or a comma follows it."""
    return not ended or c.passage.words[c.passage.quotes[quote][1] - 1] in _ENDS_SPEECH


def _takes_what_follows(c: Clauses, k: int, cue: Cue) -> bool:
    """Whether the verb's content stands after it rather than before."""
    match = complement(c, k, cue) if c.kind(k + 1) != "," else None
    return match is not None and match.frame in ("that", "quote", "zero")


def _quote_rule(c: Clauses, k: int, cue: Cue | None, whose: Subject) -> str:
    """Return the rule by which a quotation before the verb group at chunk `k` is its content, or an empty string."""
    if cue is not None:
        return "speech.quote-sv"
    ends = c.kind(k + 1) in (".", ",", "RB", "IN", "TIME", "")
    return "speech.quote-sv-other" if ends and whose.how == "own" else ""


def _clause_rule(c: Clauses, k: int, cue: Cue | None, whose: Subject) -> str:
    """Return the rule by which a clause before the verb group at chunk `k` is its content, or an empty string."""
    if cue is None or cue.lemma not in _PLAIN or whose.how != "own" or not _is_main_clause(c, whose.start - 1):
        return ""
    adjunct = c.kind(k + 1) == "IN" and c.word(k + 1) in _ADJUNCTS
    hearer = cue.lemma == "tell" and c.kind(k + 1) == "NP"
    return "speech.clause-sv" if c.kind(k + 1) in _CLOSES or adjunct or hearer else ""


def _is_main_clause(c: Clauses, end: int) -> bool:
    """Whether the sentence up to token `end` holds a clause that can be said, not only a circumstance."""
    k = c.skip(c.first, "CC", "RB", "Q", ",")
    circumstance = c.kind(k) in ("SUB", "IN", "TIME") or c.is_verb(k, "participle", "infinitive")
    for j in range(k, c.last):
        if c.start(j) >= end:
            return False
        if c.kind(j) == "," and circumstance:
            circumstance = False
        elif c.is_verb(j, "finite") and not circumstance and c.kind(j - 1) != "WH":
            return True
    return False


def _is_embedded(c: Clauses, quote: int) -> bool:
    """Whether a quotation is part of a clause in the report's own words: "he called it “a disgrace,” she said"."""
    opening = c.passage.quotes[quote][0]
    return opening > c.start(c.first) and c.passage.words[opening - 1][-1].isalnum()


def _verb_subject(c: Clauses, k: int, cue: Cue) -> Iterator[Candidate]:
    """Propose "Q, verb NP"."""
    p = c.passage
    before = c.start(k) - 1
    if c.kind(k + 1) != "NP" or before < c.start(c.first):
        return
    ended = p.closes_quotation(before)
    comma = p.words[before] == ","
    quote = p.quoted[before] if ended else p.quoted[before - 1] if comma and before else -1
    if quote >= 0:
        fits = not (_is_embedded(c, quote) and c.kind(c.phrase_right(k + 1)) == "VG")
    else:
        fits = comma and cue.lemma in _INVERTING and not c.finite_later(k + 1) and _is_main_clause(c, before)
    content = sentence_start(c, before + 1 if ended else before)
    if fits and content[0] < content[1]:
        source = (c.start(k + 1), c.end(_speaker_end(c, k + 1) - 1))
        rule = "speech.quote-vs" if quote >= 0 else "speech.clause-vs"
        yield Candidate((source,), (c.start(k), c.end(k)), (content,), rule)


def _speaker_end(c: Clauses, k: int) -> int:
    """Return the chunk after the speaker whose name opens at chunk `k`, what renames them included."""
    end = c.phrase_right(k)
    if c.kind(end) == "," and c.kind(end + 1) in ("NP", "WH"):
        return next((j for j in range(end + 1, c.last) if c.kind(j) in (".", ";", "Q", "—", ",")), c.last)
    return end
