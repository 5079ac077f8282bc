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
    head = f"{act.who or 'Somebody'} {_does(act)}" + (f" {act.whom}" if act.whom else "")
    if act.terms:
        head += f", {len(act.terms)} terms"
    return f"{head}: {short(bare(reading.words(act.content)))}" if quoting and act.content is not None else head


def _does(act: Act) -> str:
    told = DOES[act.type]
    if act.negated:
        return f"{told} (denied by the report)"
    return {"intended": f"{told} (announced)", "possible": f"{told} (possible)"}.get(act.modality, told)


def option_title(reading: Reading, act: Act) -> str:
    """Return what an act comes to as something that can be done or left: "Strike small boats"."""
    cue = reading.words(act.cue)
    content = bare(reading.words(act.content)) if act.content is not None else ""
    if "noun" in act.rule or (content and cue.endswith(content)):
        return sentence_case(short(_without_article(content or cue)))
    words = [_base(word) for word in cue.split() if word.lower() not in _HELPERS]
    verb = " ".join(words[-2:] if len(words) > 1 and words[-1].lower() in _PARTICLES else words[-1:])
    return sentence_case(short(f"{verb} {content}".strip()))


def term_title(reading: Reading, term: Span) -> str:
    """Return a term of a demand as something that can be done or left."""
    return sentence_case(short(_without_article(bare(reading.words(term)))))


_HELPERS = frozenset("has have had been be being was were is are will would could may might not reportedly publicly".split())
_PARTICLES = frozenset("down up out off back aside on in away".split())


def _base(word: str) -> str:
    lemmas = verb_lemmas(word.lower())
    return lemmas[0] if lemmas and word.lower() not in _PARTICLES else word


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else text


def sentence_case(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
