"""Decode: from the bytes of a file to text, saying which encoding was taken and why."""

import codecs
import re
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page declares its encoding
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip, Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.02  # more control characters than this and the file is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, the encoding that was taken, and a note where that was a guess."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file.

    The encoding is that of its byte order mark; else UTF-8 when the bytes are valid UTF-8; else the one that the page
    declares; else UTF-16 when every other byte is 0; else Windows-1252, with a note.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding, "its byte order mark says")
    unmarked = _utf_16_without_mark(data)
    if unmarked is not None:
        return Decoded(data.decode(unmarked, "replace"), unmarked, (f"The file was read as {unmarked.upper()}.",))
    text = _strictly(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    declared = _DECLARED.search(data[:_HEAD])
    name = declared.group(1).decode("ascii", "replace") if declared else None
    if name is not None and not name.lower().replace("_", "-").startswith("utf-8"):
        text = _strictly(data, name)
        if text is not None:
            return Decoded(text, name.lower())
    return _guessed(data)


def why_not_text(data: bytes) -> str | None:
    """Return what the bytes are when they are no text, or None."""
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            return what
    if data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)) or _utf_16_without_mark(data):
        return None
    sample = data[:100_000].decode("latin-1")
    if "\0" in sample or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        return "a binary file"
    return None


def _guessed(data: bytes) -> Decoded:
    """Decode bytes that are neither UTF-8 nor what they declare."""
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 50 < len(damaged) - len(damaged.encode("ascii", "ignore")):
        return Decoded(damaged, "utf-8", (_lost(damaged, "UTF-8"),))  # UTF-8 but for a few bytes
    text = _strictly(data, "cp1252")
    note = "The file is not UTF-8 and was read as Windows-1252: check accented letters and quotation marks."
    if text is not None:
        return Decoded(text, "cp1252", (note,))
    return Decoded(data.decode("cp1252", "replace"), "cp1252", (note,))


def _forgiving(data: bytes, encoding: str, why: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if "\ufffd" in text:
        return Decoded(text, encoding, (_lost(text, f"{encoding.upper()}, as {why},"),))
    return Decoded(text, encoding)


def _lost(text: str, as_what: str) -> str:
    return f"The file was read as {as_what} and {text.count(chr(0xFFFD))} characters were lost: they stand as \ufffd."


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 order in which every other byte of Latin text is 0, or None."""
    sample = data[:4_000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.7 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and not odd.count(0):
        return "utf-16-be"
    return None
