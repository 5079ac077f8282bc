"""Numbers: digits and number words of running English, and their value."""

import re

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
_SHORT = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "tn": 10**12}
_DOZENS = {"a dozen": 12.0, "a half-dozen": 6.0}

_SMALL = "|".join([*_TENS, *_UNITS])
_WORDS = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(list(_UNITS)[1:10])})|{_SMALL})"
_SCALE = "|".join(_SCALES)
NUMBER = (
    rf"(?:(?i:a (?:half-)?dozen|a (?:{_SCALE})|{_WORDS} dozen)\b|"
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?: (?i:{_SCALE})\b)?|\d+(?:\.\d+)?(?:(?:bn|tn|m|k)\b| (?i:{_SCALE})\b)?|"
    rf"(?i:{_WORDS})\b(?:(?: |-)(?i:{_SCALE})\b)*)"
)


def number_value(words: str) -> float:
    """Return the value of words that match `NUMBER`.

    Examples
    --------
    >>> number_value("1,250"), number_value("2.5 million"), number_value("twenty-one thousand"), number_value("a dozen")
    (1250.0, 2500000.0, 21000.0, 12.0)
    """
    plain = words.strip().lower()
    if plain in _DOZENS:
        return _DOZENS[plain]
    if plain.endswith(" dozen"):
        return 12 * number_value(plain.removesuffix(" dozen"))
    digits = re.match(r"[\d,]+(?:\.\d+)?", plain)
    total = float(digits.group().replace(",", "")) if digits else 0.0
    rest = plain[digits.end() :] if digits else plain
    for word in re.findall(r"[a-z]+", rest):
        if word in _SCALES or word in _SHORT:
            total = (total or 1.0) * (_SCALES.get(word) or _SHORT[word])
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total
