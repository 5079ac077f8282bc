"""Reading the model's answer: whole JSON, or as many items as stand whole in what was cut off."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_ITEMS = 500  # of one answer
LONGEST = 4_000  # code points of one string


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution as the model gives it: a paragraph's number from 1, and words."""

    paragraph: int
    source: str | None
    cue: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The items of an answer that have the right form, those that have not, with the reason, and what else is wrong."""

    items: tuple[Item, ...]
    malformed: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def answer_of(text: str) -> Answer:
    """Read an answer; nothing in it is more than words to look for in the report."""
    found, problems = _claims(text)
    if len(found) > MOST_ITEMS:
        problems.append(f"the model lists {len(found):,} items: the first {MOST_ITEMS} were looked at")
    items, malformed = [], []
    for each in found[:MOST_ITEMS]:
        fault = _fault(each)
        if fault:
            malformed.append((json.dumps(each, ensure_ascii=False)[:200], fault))
        else:
            content = tuple(piece for piece in each["content"] if piece.strip())
            items.append(Item(each["paragraph"], each["source"] or None, each["cue"], content))
    return Answer(tuple(items), tuple(malformed), tuple(problems))


def _claims(text: str) -> tuple[list[Any], list[str]]:
    """Return the list under "claims", and what is wrong with the JSON around it."""
    body = re.sub(r"^\s*```(?:json)?\s*|\s*```\s*$", "", text)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        whole = _whole_items(body)
        if not whole:
            return [], ["the model's answer is not JSON"]
        return whole, [f"the model's answer breaks off or has other words in it: {len(whole)} items stand whole in it"]
    claims = data.get("claims") if isinstance(data, Mapping) else data
    if not isinstance(claims, list):
        return [], ['the model\'s answer has no list "claims"']
    return claims, []


def _whole_items(body: str) -> list[Any]:
    """Return the objects that stand whole after ``"claims": [``."""
    begins = re.search(r'"claims"\s*:\s*\[', body)
    if begins is None:
        return []
    found: list[Any] = []
    decoder, at = json.JSONDecoder(), begins.end()
    while True:
        at += len(body[at:]) - len(body[at:].lstrip(" \t\r\n,"))
        try:
            item, at = decoder.raw_decode(body, at)
        except (ValueError, RecursionError):
            return found
        found.append(item)


def _fault(item: Any) -> str | None:
    """Return what is wrong with the form of an item."""
    if not isinstance(item, Mapping):
        return "it is no object"
    missing = [key for key in ("paragraph", "source", "cue", "content") if key not in item]
    if missing:
        return f"it lacks {', '.join(missing)}"
    if type(item["paragraph"]) is not int:
        return "its paragraph is no whole number"
    strings = [item["cue"], *(item["content"] if isinstance(item["content"], list) else [None])]
    if item["source"] is not None:
        strings.append(item["source"])
    if not all(isinstance(each, str) for each in strings):
        return "its source, cue or content is no text"
    if any(len(each) > LONGEST for each in strings):
        return f"one of its strings is longer than {LONGEST:,} characters"
    if not item["cue"].strip() or not any(piece.strip() for piece in item["content"]):
        return "its cue or its content is empty"
    return None
