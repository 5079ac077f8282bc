"""The scalar values of the format: how each is read from the text of a dossier.

The file gives every scalar as text, so that ``yes`` is a truth value only where one is meant and the title ``1984``
is a title. Python values (``True``, ``0.5``, a ``date``) are read as well, for dossiers made by a program.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from offramp.dossier.dates import DateError, FuzzyDate, parse_date

TRUTH_VALUES = {"yes": True, "no": False, "Y": True, "N": False, "true": True, "false": False}
RESERVED_WORDS = frozenset({"not", "and", "or", "if", "iff", "otherwise", "yes", "no", "true", "false"})
DATE_FORMS = "2025-11-21, 2025-11, 2025 or 2025-11-21/2025-11-28"

MAPPING, SEQUENCE, SCALAR = "<mapping>", "<list>", "<scalar>"
FORM_TAGS = frozenset({MAPPING, SEQUENCE, SCALAR})
"""The tags of the forms of a value; they stand in the location of an error and are no keys."""

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\Z", re.ASCII)
_ID = re.compile(r"[^\W\d_]\w*\Z")  # as in the expression language
_WHOLE = re.compile(r"\d+\Z", re.ASCII)
# The same rule for Python and for the ECMA dialect of JSON Schema: no space, no ASCII punctuation but "_".
_ID_PATTERN = r"^[^\s\x00-@\[-`{-\x7f][^\s\x00-/:-@\[-^`{-\x7f]*$"
_DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$"


def problem(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return an error in our own words; :mod:`offramp.dossier.translate` gives it its place in the file."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def found(value: object) -> str:
    """Return what stands in the file, for a message."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            text = str(value)
            return f'"{text if len(text) <= 40 else text[:39] + "…"}"'


def _scalar(value: object, expected: str) -> str:
    """Return the text of a scalar."""
    if value is None:
        raise problem("empty-value", f"expected {expected}; found nothing")
    if isinstance(value, dict | list | tuple):
        hint = "quote the text" if isinstance(value, dict) and expected == "text" else None
        raise problem("wrong-type", f"expected {expected}; found {found(value)}", hint)
    return str(value)


def read_text(value: object) -> str:
    """Read text; blank text counts as none."""
    text = _scalar(value, "text")
    if not text.strip():
        raise problem("empty-value", "expected text; found nothing")
    return text


def read_truth(value: object) -> bool:
    """Read a truth value."""
    if isinstance(value, bool):
        return value
    text = _scalar(value, "yes or no")
    if text not in TRUTH_VALUES:
        near = {known.casefold(): known for known in TRUTH_VALUES}.get(text.casefold())
        hint = f'did you mean "{near}"?' if near else "truth values are yes, no, Y, N, true, false"
        raise problem("bad-truth-value", f"expected yes or no; found {found(text)}", hint)
    return TRUTH_VALUES[text]


def read_number(value: object, least: float = -math.inf, most: float = math.inf) -> float:
    """Read a finite number, within bounds when these are given."""
    text = _scalar(value, "a number")
    if isinstance(value, bool) or not _NUMBER.match(text) or not math.isfinite(float(text)):
        percent = _NUMBER.match(text.removesuffix("%")) and text.endswith("%")
        hint = f"write {float(text[:-1]) / 100:g}" if percent else None
        raise problem("bad-number", f"expected a number; found {found(text)}", hint)
    if not least <= float(text) <= most:
        bounds = f"from {least:g} to {most:g}" if most < math.inf else f"not below {least:g}"
        raise problem("bad-number", f"expected a number {bounds}; found {text}")
    return float(text)


def _read_strength(value: object) -> float:
    number = read_number(value)
    if not 0 < number <= 1:
        raise problem("bad-number", f"expected a number above 0 and at most 1; found {number:g}")
    return number


def read_whole(value: object) -> int:
    """Read a whole number from 0."""
    text = _scalar(value, "a whole number")
    if isinstance(value, bool) or not _WHOLE.match(text) or len(text) > 18:
        raise problem("bad-number", f"expected a whole number, 0 or more; found {found(text)}")
    return int(text)


def read_horizon(value: object) -> int | FuzzyDate:
    """Read how far to look ahead: a number of days, or the last day."""
    text = value.isoformat() if isinstance(value, date) else _scalar(value, "a number of days or a day")
    if _WHOLE.match(text.removeprefix("-")):
        return -read_whole(text[1:]) if text.startswith("-") else read_whole(text)
    horizon = read_date(text)
    if not horizon.is_day:
        raise problem("bad-date", f"expected a number of days or a day; found {found(text)}", "write 2026-03-31, or 90")
    return horizon


def read_date(value: object) -> FuzzyDate:
    """Read a date as evidence gives it."""
    if isinstance(value, FuzzyDate):
        return value
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else _scalar(value, "a date")
    try:
        return parse_date(text)
    except DateError as error:
        raise problem("bad-date", str(error), f"dates are written {DATE_FORMS}") from None


def read_id(value: object) -> str:
    """Read an id: a letter of any script, then letters, digits, ``_``; no reserved word."""
    text = _scalar(value, "an id")
    if text.casefold() in RESERVED_WORDS:
        raise problem("reserved-word", f'"{text}" is a reserved word and cannot be an id')
    if not _ID.match(text):
        suggestion = re.sub(r"\W+", "_", text).strip("_")
        hint = f'for example "{suggestion}"' if _ID.match(suggestion) else None
        rule = "an id is a letter, then letters, digits or _"
        raise problem("bad-id", f"{found(text)} is not an id: {rule}", hint)
    return text


def read_option_name(value: object) -> str:
    """Read the name of an option: ``dm.option``, or ``option`` alone."""
    text = _scalar(value, "an option")
    parts = text.split(".")
    if len(parts) > 2 or not all(_ID.match(part) for part in parts):
        raise problem("bad-option-name", f"expected an option, as dm.option or option; found {found(text)}")
    return text


def read_file_name(value: object) -> str:
    """Read the path of a file beside the dossier: relative, with ``/``, never out of its folder."""
    text = read_text(value)
    if PureWindowsPath(text).is_absolute() or PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive:
        raise problem("bad-path", f"{found(text)} is not relative to the dossier's folder")
    if "\\" in text:
        raise problem("bad-path", f"{found(text)} has a backslash", f'write "{text.replace(chr(92), "/")}"')
    if ".." in PurePosixPath(text).parts:
        raise problem("bad-path", f"{found(text)} leaves the dossier's folder", "put the file beside the dossier")
    return text


def _read_grade(value: object) -> str:
    text = _scalar(value, "a grade")
    if not re.fullmatch(r"[A-F][1-6]", text):
        hint = "the letter grades the origin's reliability (A-F), the digit the information's credibility (1-6)"
        raise problem("bad-grade", f"expected an Admiralty grade such as B2; found {found(text)}", hint)
    return text


def _read_sha256(value: object) -> str:
    text = _scalar(value, "a SHA-256 digest")
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise problem("bad-digest", f"expected 64 hexadecimal digits in lower case; found {found(text)}")
    return text


def listed(value: object) -> object:
    """Return one value as a list of one; a list stays."""
    return [value] if isinstance(value, str) else value


def pair(expected: str) -> BeforeValidator:
    """Return a validator of lists of exactly two."""

    def read(value: object) -> object:
        if not isinstance(value, list | tuple) or len(value) != 2:
            length = f" of {len(value)}" if isinstance(value, list | tuple) else ""
            raise problem("wrong-type", f"expected {expected}; found {found(value)}{length}")
        return value

    return BeforeValidator(read)


def either(expected: str) -> Discriminator:
    """Return what tells the forms of a value apart, each tagged by its YAML kind.

    Parameters
    ----------
    expected
        The forms, for the message when the value has none of them.
    """

    def kind(value: object) -> str | None:
        match value:
            case None:
                return None
            case dict():
                return MAPPING
            case list() | tuple():
                return SEQUENCE
            case _:
                return SCALAR

    return Discriminator(kind, custom_error_type="wrong-type", custom_error_message=f"expected {expected}")


_TRUTH_SCHEMA = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "Y", "N", "true", "false"]}]}
_DATE_SCHEMA = {"anyOf": [{"type": "string", "pattern": _DATE_PATTERN}, {"type": "integer"}]}
_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}


def _plain(read: Callable[[object], Any], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(read), WithJsonSchema(schema)


Text = Annotated[str, *_plain(read_text, _TEXT_SCHEMA)]
ExpressionText = Annotated[str, *_plain(read_text, {"type": ["string", "boolean"], "description": "An expression."})]
Truth = Annotated[bool, *_plain(read_truth, _TRUTH_SCHEMA)]
Number = Annotated[float, *_plain(read_number, {"type": "number"})]
NonNegative = Annotated[float, *_plain(partial(read_number, least=0), {"type": "number", "minimum": 0})]
Share = Annotated[float, *_plain(partial(read_number, least=0, most=1), {"type": "number", "minimum": 0, "maximum": 1})]
Strength = Annotated[float, *_plain(_read_strength, {"type": "number", "exclusiveMinimum": 0, "maximum": 1})]
Whole = Annotated[int, *_plain(read_whole, {"type": "integer", "minimum": 0})]
Id = Annotated[str, *_plain(read_id, {"type": "string", "pattern": _ID_PATTERN})]
OptionName = Annotated[str, *_plain(read_option_name, {"type": "string", "description": "dm.option or option."})]
FileName = Annotated[str, *_plain(read_file_name, {"type": "string"})]
Grade = Annotated[str, *_plain(_read_grade, {"type": "string", "pattern": "^[A-F][1-6]$"})]
Sha256 = Annotated[str, *_plain(_read_sha256, {"type": "string", "pattern": "^[0-9a-f]{64}$"})]
DossierDate = Annotated[FuzzyDate, *_plain(read_date, _DATE_SCHEMA), PlainSerializer(str, return_type=str)]
Horizon = Annotated[
    int | FuzzyDate,
    *_plain(read_horizon, {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}]}),
    PlainSerializer(lambda horizon: horizon if isinstance(horizon, int) else str(horizon)),
]


def _read_version(value: object) -> int:
    text = _scalar(value, "the version of the format, 1")
    if text != "1":
        raise problem("bad-version", f"this Offramp reads format version 1; found {found(text)}")
    return 1


FormatVersion = Annotated[int, *_plain(_read_version, {"const": 1})]
