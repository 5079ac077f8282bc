"""Asking an OpenAI-compatible endpoint: bounded in time, in length and in tries, with a clear word for each fault."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from offramp.reading.error import ReadingError
from offramp.reading.second_reader.waiting import asked_wait

if TYPE_CHECKING:
    import httpx

URL, MODEL, KEY = "OFFRAMP_LLM_URL", "OFFRAMP_LLM_MODEL", "OFFRAMP_LLM_KEY"
LOCAL = ("localhost", "127.0.0.1", "::1")
TRY_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504, 529)
UNSUPPORTED = (400, 415, 422, 501)  # how servers refuse a response format that they do not know


class SecondReaderError(ReadingError):
    """The second reader cannot be used as it is set up."""


class NoAnswerError(Exception):
    """A question got no answer; ``hopeless`` where the next one would not either."""

    def __init__(self, message: str, *, hopeless: bool = False) -> None:
        super().__init__(message)
        self.hopeless = hopeless


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is, and how long to wait for it.

    Attributes
    ----------
    base_url
        As OpenAI clients take it, with the version: ``http://localhost:8080/v1``.
    model, key
        The model's name at the endpoint; the key, never shown.
    timeout
        Seconds for a whole answer.
    tries
        How often a question is put that a busy or broken server refuses.
    longest_wait
        Seconds to wait before another try, at most, whatever the server asks for.
    most_bytes
        Of an answer.
    """

    base_url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    tries: int = 4
    longest_wait: float = 30.0
    most_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        problems = list(_problems(self.base_url, self.model, self.key))
        if problems:
            raise SecondReaderError(*problems)

    @property
    def host(self) -> str:
        """Name of the machine that is asked."""
        return urlsplit(self.base_url).hostname or ""


def endpoint_from_environment(environment: Mapping[str, str]) -> Endpoint:
    """Return the endpoint that the environment variables name.

    Raises
    ------
    SecondReaderError
        With everything that is missing or wrong.
    """
    missing = [name for name in (URL, MODEL) if not environment.get(name, "").strip()]
    if missing:
        raise SecondReaderError(*(f"the second reader needs the environment variable {name}" for name in missing))
    return Endpoint(environment[URL].strip(), environment[MODEL].strip(), environment.get(KEY, "").strip() or None)


def _problems(base_url: str, model: str, key: str | None) -> Sequence[str]:
    try:
        parts = urlsplit(base_url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return [f'{URL} is no address: "{base_url}"; write for example http://localhost:8080/v1']
    problems = []
    if not good:
        problems.append(f'{URL} is no address: "{base_url}"; write for example http://localhost:8080/v1')
    if parts.username or parts.password:
        problems.append(f"{URL} holds a user name or a password: put the key into {KEY}")
    if key is not None and good and parts.scheme == "http" and parts.hostname not in LOCAL:
        problems.append(f"{URL} would send the key unencrypted to {parts.hostname}: use https, or no key")
    if key is not None and not (key.isascii() and key.isprintable()):
        problems.append(f"{KEY} holds a character that no key has")
    if not model:
        problems.append(f"{MODEL} is empty")
    return problems


class Client:
    """A connection to the endpoint; remembers which answer format the server takes.

    Parameters
    ----------
    endpoint
        Where to ask.
    sleep
        How to wait.
    """

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        try:
            import httpx
        except ImportError:
            raise SecondReaderError("the second reader needs httpx: pip install offramp[llm]") from None
        self.endpoint, self.requests = endpoint, 0
        self._sleep, self._format = sleep, 0
        headers = {"User-Agent": "offramp", "Accept": "application/json"}
        if endpoint.key is not None:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        # No redirects: a key goes where it was meant to go. No proxy for this machine.
        self._http = httpx.Client(
            headers=headers, timeout=endpoint.timeout, follow_redirects=False, trust_env=endpoint.host not in LOCAL
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask(self, messages: Sequence[Mapping[str, str]], name: str, schema: Mapping[str, Any]) -> str:
        """Return the model's answer.

        A strict schema is asked for; where the server refuses that, any JSON; where it refuses that too, plain text.

        Raises
        ------
        NoAnswerError
            When there is none.
        """
        strict = {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}
        formats: list[Mapping[str, Any]] = [
            {"response_format": strict},
            {"response_format": {"type": "json_object"}},
            {},
        ]
        while True:
            body = {"model": self.endpoint.model, "messages": list(messages), "temperature": 0}
            status, wait, text = self._answered({**body, **formats[self._format]})
            if status == 200:
                return _content(text)
            if status in UNSUPPORTED and self._format < len(formats) - 1:
                self._format += 1
                continue
            raise self._refused(status, wait, text)

    def _answered(self, body: Mapping[str, Any]) -> tuple[int, float | None, str]:
        """Put a question until the server is neither busy nor broken, or the tries are used up."""
        for number in range(1, self.endpoint.tries + 1):
            status, wait, text = self._post(body)
            last = number == self.endpoint.tries
            if status not in TRY_AGAIN or last or (wait is not None and wait > self.endpoint.longest_wait):
                break
            self._sleep(min(self.endpoint.longest_wait, 2.0**number if wait is None else wait))
        return status, wait, text

    def _post(self, body: Mapping[str, Any]) -> tuple[int, float | None, str]:
        """Return status, the wait that the server asks for, and the text of one answer."""
        import httpx

        self.requests += 1
        ends = time.monotonic() + self.endpoint.timeout
        address = f"{self.endpoint.base_url.rstrip('/')}/chat/completions"
        try:
            with self._http.stream("POST", address, json=body) as response:
                text = self._read(response, ends)
                return response.status_code, asked_wait(response.headers.get("retry-after")), text
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.ConnectError as error:
            message = f"nothing answers at {self.endpoint.base_url} ({error}): is the server running?"
            raise NoAnswerError(message, hopeless=True) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise NoAnswerError(
                f"the connection to {self.endpoint.host} broke off: {error or type(error).__name__}"
            ) from None

    def _read(self, response: "httpx.Response", ends: float) -> str:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self.endpoint.most_bytes:
                raise NoAnswerError(f"the answer is longer than {self.endpoint.most_bytes:,} bytes: it was not read")
            if time.monotonic() > ends:
                raise self._late()
            parts.append(part)
        return b"".join(parts).decode("utf-8", "replace")

    def _late(self) -> NoAnswerError:
        return NoAnswerError(f"no answer from {self.endpoint.host} within {self.endpoint.timeout:g} seconds")

    def _refused(self, status: int, wait: float | None, text: str) -> NoAnswerError:
        host, model = self.endpoint.host, self.endpoint.model
        if status in (401, 403):
            return NoAnswerError(f"{host} refuses the key (status {status}): set {KEY}", hopeless=True)
        if 300 <= status < 400:
            return NoAnswerError(f"{host} sends us elsewhere (status {status}): set {URL} to that", hopeless=True)
        if status == 404:
            return NoAnswerError(f'{host} knows no such address, or no model "{model}" (status 404)', hopeless=True)
        if status in TRY_AGAIN:
            asked = f"; it asks to wait {wait:,.0f} seconds" if wait is not None else ""
            return NoAnswerError(f"{host} is busy or broken (status {status}){asked}", hopeless=True)
        return NoAnswerError(f"{host} refuses the question (status {status}): {_said(text)}", hopeless=status == 400)


def _content(text: str) -> str:
    """Return what the model wrote, out of a chat completion."""
    try:
        content = json.loads(text)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswerError(f"the answer is no chat completion: {_said(text)}") from None
    if not isinstance(content, str) or not content.strip():
        raise NoAnswerError("the model wrote nothing")
    return content


def _said(text: str) -> str:
    """Return the beginning of an answer, for a message, without control characters."""
    flat = "".join(sign if sign.isprintable() else " " for sign in text[:400])
    shown = " ".join(flat.split())
    return f"“{shown[:160]}…”" if len(shown) > 160 else f"“{shown}”" if shown else "an empty answer"
