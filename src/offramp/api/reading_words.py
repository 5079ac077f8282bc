"""Words that readings put into a dossier: titles of events and options, in the present tense and short."""

from offramp.reading.acts.act import Act, ActType
from offramp.reading.acts.words import verb_lemmas
from offramp.reading.reader import Reading
from offramp.reading.span import Span

LONGEST = 12  # words of a title
DOES = {
    ActType.OFFER: "offers",
    ActType.DEMAND: "demands",
    ActType.REQUEST: "asks for",
    ActType.ACCEPT: "accepts",
    ActType.REJECT: "rejects",
    ActType.PROMISE: "promises",
    ActType.THREATEN: "threatens",
    ActType.CONCEDE: "yields",
    ActType.WITHDRAW: "withdraws",
    ActType.ACCUSE: "accuses",
    ActType.DENOUNCE: "denounces",
    ActType.PROTEST: "protests",
    ActType.DESIGNATE: "designates",
    ActType.SANCTION: "imposes sanctions",
    ActType.COERCE: "uses pressure",
    ActType.MOBILIZE: "deploys forces",
    ActType.ASSAULT: "uses force",
    ActType.CONSULT: "talks",
    ActType.SUPPORT: "backs",
    ActType.AID: "supplies",
    ActType.DEADLINE: "sets a deadline",
    ActType.LAPSE: "lapses",
}


def short(text: str, longest: int = LONGEST) -> str:
    """Return the first words of a text, with an ellipsis where it goes on.

    >>> short("one two three four", 3)
    'one two three …'
    """
    words = text.split()
    return text if len(words) <= longest else " ".join(words[:longest]).rstrip(",;:") + " …"


def bare(text: str) -> str:
    """Return a text without quotation marks and full stops at its ends, and without "to" in front."""
    text = text.strip(" “”\"'.,;:")
    return text.removeprefix("to ") if text.startswith("to ") else text


def event_title(reading: Reading, act: Act, *, quoting: bool) -> str:
    """Return what an act is, in a line: "Kell offers Varga: a joint patrol of the strait".

    Parameters
    ----------
    reading, act
        Where it stands.
    quoting
        Whether words of the report may be used.
    """
    if act.who is None and quoting:
        span = act.content if act.content is not None and act.content.contains(act.span) else act.span
        return sentence_case(short(reading.words(span)))
    if quoting and act.type in BY_FORCE:
        told = option_title(reading, act)
        return f"{act.who}: {lower_first(told)}{_NOT_YET.get(act.modality, '')}"
    head = f"{act.who or 'Somebody'} {DOES[act.type]}{_NOT_YET.get(act.modality, '')}"
    if act.whom and act.type is ActType.REQUEST:
        head = f"{act.who} asks {act.whom}"
    elif act.whom and act.whom != act.who:
        head += f" {act.whom}"
    if act.terms:
        head += f", {len(act.terms)} terms"
    return f"{head}: {short(bare(reading.words(act.content)))}" if quoting and act.content is not None else head


def option_title(reading: Reading, act: Act) -> str:
    """Return what an act comes to as something that can be done or left: "Strike small boats"."""
    content = bare(reading.words(act.content)) if act.content is not None else ""
    if act.rule.startswith("noun"):
        return sentence_case(short(_without_article(content or reading.words(act.cue))))
    words = [word for word in reading.words(act.cue).split() if not _is_helper(word)]
    verb = " ".join([_base(words[0]), *words[1:]]) if words else reading.words(act.cue)
    entry = act.rule.partition(",")[0].split()[1:]
    after = entry[-1] if len(entry) > 1 and entry[-1] not in f"{verb} {content}".lower() else ""
    if act.target is not None and content.startswith(("as ", "of ", "for ")):
        content = f"{reading.words(act.target)} {content}"
    if act.rule.startswith("light verb") and verb.lower().endswith(content.lower()):
        content = ""
    return sentence_case(short(" ".join(filter(None, [verb, content, after]))))


def term_title(reading: Reading, term: Span) -> str:
    """Return a term of a demand as something that can be done or left."""
    return sentence_case(short(_without_article(bare(reading.words(term)))))


_HELPERS = frozenset(
    [
        "has",
        "have",
        "had",
        "been",
        "be",
        "being",
        "was",
        "were",
        "is",
        "are",
        "will",
        "would",
        "could",
        "may",
        "might",
        "not",
        "instead",
        "then",
        "also",
    ]
)
_NOT_YET = {"intended": " (announced)", "possible": " (possible)", "asked": " (asked for)"}
BY_FORCE = frozenset(
    {
        ActType.ASSAULT, ActType.COERCE, ActType.MOBILIZE, ActType.SANCTION, ActType.DESIGNATE, ActType.PROTEST,
        ActType.WITHDRAW, ActType.CONCEDE, ActType.AID,
    }
)  # fmt: skip
"""Acts that are deeds and not words."""


def _is_helper(word: str) -> bool:
    return word.lower() in _HELPERS or (word.lower().endswith("ly") and len(word) > 5)


def _base(word: str) -> str:
    lemmas = verb_lemmas(word.lower())
    return lemmas[0] if lemmas else word


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else text


def lower_first(text: str) -> str:
    """Return a text with a small first letter, unless its first word is in capitals."""
    return text if text[1:2].isupper() or text[1:2] == "." else text[:1].lower() + text[1:]


def sentence_case(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
