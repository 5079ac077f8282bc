"""How long a server asks to be left alone: the ``Retry-After`` header (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def asked_wait(header: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a header asks for: a number, or a moment; ``None`` where it says neither.

    >>> asked_wait("7")
    7.0
    >>> asked_wait("Fri, 28 Nov 2025 12:00:30 GMT", datetime(2025, 11, 28, 12, tzinfo=UTC))
    30.0
    >>> asked_wait("soon") is None
    True
    """
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
