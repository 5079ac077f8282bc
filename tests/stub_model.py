"""A stand-in for a language model's server on this machine, which answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Call"], None]


@dataclass
class Call:
    """One request, and the means to answer it."""

    body: dict[str, Any]
    headers: dict[str, str]
    handler: BaseHTTPRequestHandler = field(repr=False)
    closing: threading.Event = field(repr=False)

    @property
    def paragraphs(self) -> dict[int, str]:
        data = json.loads(self.body["messages"][1]["content"])
        return {each["number"]: each["text"] for each in data["paragraphs"]}

    def send(self, status: int, text: str, **headers: str) -> None:
        data = text.encode()
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", str(len(data)))
        self.handler.end_headers()
        self.handler.wfile.write(data)


@dataclass
class Model:
    """The server: ``replies`` are given in turn, the last of them for ever."""

    url: str
    replies: list[Reply]
    calls: list[Call] = field(default_factory=list)


def wrote(content: Any) -> Reply:
    """A chat completion with this content; JSON where it is no text."""
    text = content if isinstance(content, str) else json.dumps(content)
    return lambda call: call.send(200, json.dumps({"choices": [{"message": {"content": text}}]}))


def claims(*items: tuple[int, str | None, str, list[str]]) -> Reply:
    keys = ("paragraph", "source", "cue", "content")
    return wrote({"claims": [dict(zip(keys, item, strict=True)) for item in items]})


def refused(status: int, text: str = "no", **headers: str) -> Reply:
    return lambda call: call.send(status, text, **headers)


def silent(call: Call) -> None:
    """Say nothing until the test is over."""
    call.closing.wait()


def hung_up(call: Call) -> None:
    """Break the connection off in the middle of an answer."""
    call.handler.send_response(200)
    call.handler.send_header("Content-Length", "1000")
    call.handler.end_headers()
    call.handler.wfile.write(b'{"choices": [')
    call.handler.close_connection = True


@contextmanager
def model(*replies: Reply) -> Iterator[Model]:
    """Run a server that gives these replies."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/chat/completions"
            call = Call(body, {key.lower(): value for key, value in self.headers.items()}, self, closing)
            found.calls.append(call)
            found.replies[min(len(found.calls), len(found.replies)) - 1](call)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Model(f"http://127.0.0.1:{server.server_port}/v1", list(replies))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
