"""Tokens: words and signs with their places, split after the Penn Treebank's habits."""

import re
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Capt Cmdr Adm Sgt Maj Jr Sr St Rev Prof Hon Amb Supt No vs Inc Corp Co "
    "Ltd Bros Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan "
    "Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
).split()
_TOKEN = re.compile(
    rf"""(?:[A-Z]\.){{2,}}|[A-Z]\.(?=\s[A-Z])|(?:{"|".join(_ABBREVIATIONS)})\.(?=\s|,)|(?:a|p)\.m\.|[A-Z]-(?:[A-Z]\.)+|[A-Z]-[A-Z]\w+\.(?=\)|,)
    |\b[OD]['’][A-Z]\w+|https?://\S+|[@\#]\w+
    |\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m|S)\b
    |\d+(?:[.,:/]\d+)*|\w+(?:[-‑]\w+)*(?:&\w+)?|''|``|--+|\.\.\.+|\S""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign and its range of code points in the article."""

    word: str
    low: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order.

    Notes
    -----
    A contracted verb or negation is a token of its own, as in the Penn Treebank: "doesn't" is "does" and "n't".
    """
    return [Token(m.group(), m.group().lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
