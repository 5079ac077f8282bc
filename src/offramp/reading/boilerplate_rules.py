"""Boilerplate rules: what a line says that is not part of a report, one pattern for a whole line each."""

import re

SHARING = (
    r"share|tweet|post|e-?mail|print|save|copy(?: link)?|facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|"
    r"reddit|flipboard|messenger|bluesky"
)
OTHER_REPORTS = (
    r"read (?:also|more|next|on|this)|also read|see also|more (?:on|from|about) [^.,]*|related(?: \w+)?|"
    r"recommended(?: \w+)*|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|don[’']t miss|further reading|"
    r"what to read next|editors?[’']?s? (?:picks?|choice)|most (?:read|popular|viewed|shared)|trending(?: now)?|"
    r"top stories|latest news|explore more|keep reading|continue reading|in other news|more stories"
)
COMMENTS = (
    r"(?:top|latest|all|reader|user)? ?comments?(?: ?\(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|"
    r"join the (?:discussion|conversation)|(?:post|write|add) a comment|what do you think\?|have your say|"
    r"conversation|discussion"
)
_FURNITURE = (
    r"skip to (?:main )?content|back to (?:top|home)|menu|home|search|subscribe|next (?:article|story)|"
    r"previous (?:article|story)|(?:load|show|view|see) (?:more|all)(?: comments)?|close|"
    r"terms (?:of (?:use|service)|and conditions)|privacy policy|contact us|about us|tags?:.*"
)
_PICTURES = "photo|image|picture|photograph|credit|video"
_PATTERNS = (
    ("comment section", rf"(?:{COMMENTS})[:.]?$"),
    ("comment section", r".*\b(?:no comments (?:for|on|yet)|be the first to comment|comments are closed)\b.*"),
    ("comment section", r".*\bcomment (?:rules|policy|guidelines)\b.*"),
    ("disclaimer", r"disclaimer\b(?:[:\s&].*)?$"),
    ("log-in line", r"(?:please )?(?:log|sign) ?in\b.*(?:register|sign up|comment|subscrib|continue|account).*"),
    ("log-in line", r"(?:log|sign) ?in(?: with)?(?: (?:facebook|google|apple|twitter|x|e-?mail))*$"),
    ("log-in line", r"(?:please )?(?:register|create an account)\b.*\b(?:free|comment|account|log ?in).*"),
    ("link to another report", rf"(?:{OTHER_REPORTS})\s*[:>»–—|].*"),
    ("link to another report", rf"(?:{OTHER_REPORTS})[.…]*$"),
    ("link to another report", r"(?:watch|listen|video|podcast|live|gallery|in pictures)\s*[:|].*[^.!?”\"]$"),
    ("sharing line", rf"(?:(?:{SHARING}|this|on|via|article|story|link|us|with|by)[\s,|•·/]*)+$"),
    ("sharing line", r"(?:follow|like|find|join) us on\b.*"),
    ("newsletter", r".*\b(?:sign up|subscribe|register)\b.*\b(?:newsletters?|alerts?|updates|briefings?|inbox)\b.*"),
    ("newsletter", r".*\b(?:our (?:free |daily |weekly )*newsletter|to your inbox|subscribe now)\b.*"),
    ("newsletter", r".*\bbecome a (?:member|subscriber)\b.*"),
    ("cookie notice", r".*\b(?:(?:we|site|website|page) uses? cookies|accept (?:all )?cookies)\b.*"),
    ("cookie notice", r".*\bcookie (?:policy|settings|preferences|notice)\b.*"),
    ("advertisement", r"(?:advertisements?|advert|ad|(?:sponsored|paid|promoted|partner)(?: content)?)[:.]?$"),
    ("advertisement", r"(?:(?:story|article|report) continues|scroll (?:down )?to continue|continue after)\b.*"),
    ("rights line", r"(?:©|\(c\)|copyright\b).*"),
    ("rights line", r".*\ball rights reserved\b.*"),
    (
        "picture credit",
        rf"[(\[]?(?:file )?(?:{_PICTURES})s?(?: credits?)?\s*(?:by\b|[:/|]).*",
    ),
    ("reading time", r"(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?$"),
    ("page furniture", rf"(?:{_FURNITURE})$"),
    ("page furniture", r"[^.!?|•»]{1,30}(?:\s*[|•»]\s*[^.!?|•»]{1,30}){2,}$"),  # Home | World | Sport
)
LINES = tuple((why, re.compile(pattern, re.IGNORECASE)) for why, pattern in _PATTERNS)
TAIL = re.compile(rf"(?:{COMMENTS})[:.]?$", re.IGNORECASE)
LINK_HEADING = re.compile(rf"(?:{OTHER_REPORTS})\s*[:]?$", re.IGNORECASE)
