"""Boilerplate: lines of a pasted page that are not the report, found by what such lines say on any page.

Whole lines only. A line of the report is never cut, so a rule has to match what the line as a whole is.
"""

import re
from collections.abc import Iterator

from offramp.reading.article import LeftOut
from offramp.reading.span import Span, trimmed

_LONGEST = 240  # code points; a longer line is a paragraph of the report
_SHARE = "share|tweet|post|e-?mail|print|save|copy(?: link)?|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|flipboard|messenger|bluesky"
_LINKS = (
    r"read (?:also|more|next|on|this)|also read|see also|more (?:on|from|about) [^.]*|related(?: \w+)?|recommended(?: \w+)*|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|don[’']t miss|further reading|what to read next|"
    r"editors?[’']?s? (?:picks?|choice)|most (?:read|popular|viewed|shared)|trending(?: now)?|top stories|latest news|"
    r"explore more|keep reading|continue reading|in other news|more stories"
)
_COMMENTS = (
    r"(?:top|latest|all|reader|user)? ?comments?(?: ?\(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|join the (?:discussion|conversation)|"
    r"(?:post|write|add) a comment|what do you think\?|have your say|conversation|discussion"
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        ("comment section", rf"(?:{_COMMENTS})[:.]?$"),
        (
            "comment section",
            r".*\b(?:no comments (?:for|on|yet)|be the first to comment|comments are closed|comment rules)\b.*",
        ),
        ("disclaimer", r"disclaimer\b(?:[:\s&].*)?$"),
        ("log-in line", r"(?:please )?(?:log|sign) ?in\b.*(?:register|sign up|comment|subscrib|continue|account).*"),
        ("log-in line", r"(?:log|sign) ?in(?: with)?(?: (?:facebook|google|apple|twitter|x|e-?mail))*$"),
        ("log-in line", r"(?:please )?(?:register|create an account)\b.*\b(?:free|comment|account|log ?in).*"),
        ("link to another report", rf"(?:{_LINKS})\s*[:>»–—|].*"),
        ("link to another report", rf"(?:{_LINKS})[.…]*$"),
        ("link to another report", r"(?:watch|listen|video|podcast|live|gallery|in pictures)\s*[:|].*[^.!?”\"]$"),
        ("sharing line", rf"(?:(?:{_SHARE}|this|on|via|article|story|link|us|with|by)[\s,|•·/]*)+$"),
        ("sharing line", r"(?:follow|like|find|join) us on\b.*"),
        (
            "newsletter",
            r".*\b(?:sign up|subscribe|register)\b.*\b(?:newsletters?|alerts?|updates|briefings?|inbox|channel)\b.*",
        ),
        (
            "newsletter",
            r".*\b(?:our (?:free |daily |weekly )*newsletter|to your inbox|subscribe now|become a (?:member|subscriber))\b.*",
        ),
        (
            "cookie notice",
            r".*\b(?:(?:we|site|website|page) uses? cookies|accept (?:all )?cookies|cookie (?:policy|settings|preferences|notice))\b.*",
        ),
        (
            "advertisement",
            r"(?:advertisements?|advert|ad|sponsored(?: content)?|paid content|promoted(?: content)?|partner content)[:.]?$",
        ),
        ("advertisement", r"(?:(?:story|article|report) continues|scroll (?:down )?to continue|continue after)\b.*"),
        ("rights line", r"(?:©|\(c\)|copyright\b).*"),
        ("rights line", r".*\ball rights reserved\b.*"),
        (
            "picture credit",
            r"[(\[]?(?:file )?(?:photos?|images?|pictures?|photographs?|credits?|video)(?: credits?)?\s*(?:by\b|[:/|]).*",
        ),
        ("reading time", r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?$"),
        (
            "page furniture",
            r"(?:skip to (?:main )?content|back to (?:top|home)|menu|home|search|subscribe|next (?:article|story)|previous (?:article|story)|"
            r"(?:load|show|view|see) (?:more|all)(?: comments)?|close|terms (?:of (?:use|service)|and conditions)|privacy policy|contact us|about us|tags?:.*)$",
        ),
    )
)
_TAIL = re.compile(rf"(?:{_COMMENTS})[:.]?$", re.IGNORECASE)
_LINK_HEADING = re.compile(rf"(?:{_LINKS})\s*[:]?$", re.IGNORECASE)
_BEFORE_TAIL = 3  # full paragraphs before a heading "Comments" begins the end of the page
_ENDS_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*$")


def boilerplate(text: str) -> tuple[LeftOut, ...]:
    """Return the lines of `text` that are not the report, in order, each with the reason.

    A heading such as "Comments" that follows at least three full paragraphs ends the report: all after it is left
    out. The lines right below a heading such as "Read also" are left out while they look like titles.
    """
    left: list[LeftOut] = []
    paragraphs = 0
    below_links = False
    for line in _lines(text):
        words = line.of(text)
        if paragraphs >= _BEFORE_TAIL and _TAIL.match(words):
            left.append(LeftOut(trimmed(text, line.start, len(text)), "comment section"))
            break
        why = why_not_report(words)
        if why is None and below_links and _is_title(words):
            why = "link to another report"
        else:
            below_links = bool(_LINK_HEADING.match(words))
        if why is not None:
            left.append(LeftOut(line, why))
        elif _ENDS_SENTENCE.search(words) and len(words) >= 60:
            paragraphs += 1
    return tuple(left)


def why_not_report(line: str) -> str | None:
    """Return why `line` is not part of a report, or None when it may be."""
    words = line.strip().lstrip("-*•·>#| ").strip("*_ ")
    if not words or len(words) > _LONGEST:
        return None
    return next((why for why, pattern in _RULES if pattern.match(words)), None)


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that hold words, without the white space at their ends."""
    for match in re.finditer(r"[^\n]+", text):
        line = trimmed(text, match.start(), match.end())
        if line:
            yield line


def _is_title(words: str) -> bool:
    return len(words.split()) <= 20 and not _ENDS_SENTENCE.search(words)
