"""Untrusted text made safe to show: signs that steer a terminal or turn the direction of writing become visible."""

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return a text in which control characters stand as their codes; line feeds and tabs stay.

    Terminal escape codes (in both forms, ESC and CSI), signs that change the direction of writing, and signs without
    width come out as ``\x1b`` and ``\u202e``: nothing in a report can change what a terminal does or hide words.

    >>> print(visible("a\x1b[2Jb\u202ec"))
    a\x1b[2Jb\u202ec
    """
    return _STEERING.sub(lambda sign: _code(ord(sign.group())), text)


def _code(number: int) -> str:
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
