"""Words of dates: months, weekdays, numbers, units, and the pattern fragments made of them."""

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_WEEKDAYS)}
_WORD_NUMBERS = {word: number for number, word in enumerate(_NUMBERS)} | {
    "a": 1, "an": 1, "couple": 2, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip

MONTH_FULL = rf"(?:{'|'.join(_MONTHS)})"
MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
WEEKDAY_FULL = rf"(?:{'|'.join(_WEEKDAYS)})"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
PART = r"(?:early|mid|late|the beginning of|the start of|the middle of|the end of)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))}|a couple of|a dozen)"
VAGUE_NUMBER = r"(?:several|a few|few|some|many|recent|the past)"
TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night)s?\b| at (?:noon|midnight))?"


def month_number(word: str) -> int:
    """Return the number of a month from its name or abbreviation."""
    return _MONTH_NUMBERS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """Return the number of a weekday, Monday 0, from its name or abbreviation."""
    return _WEEKDAY_NUMBERS[word[:3].lower()]


def weekday_name(number: int) -> str:
    """Return the name of a weekday, Monday 0."""
    return _WEEKDAYS[number]


def day_number(word: str) -> int:
    """Return the number in "21", "3rd" or "01"."""
    return int(re.sub(r"\D", "", word))


def number(word: str) -> int:
    """Return the number that digits or words ("two", "a couple of") name."""
    plain = word.lower().removeprefix("a ").removesuffix(" of").strip()
    return int(plain) if plain.isdigit() else _WORD_NUMBERS[plain]


def part_of(word: str) -> "str":
    """Return early, mid or late for the words that name a part of a month or a year."""
    plain = word.lower()
    if plain in ("early", "the beginning of", "the start of"):
        return "early"
    return "mid" if plain in ("mid", "the middle of") else "late"
