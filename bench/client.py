"""A signed-in person's browser, as far as measuring needs one."""

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

from bench.sessions import key_of

TOKEN = "b" * 32  # of the CSRF cookie and field alike


@dataclass
class Answer:
    status: int
    ms: float
    body: bytes
    queries: int | None
    query_ms: float | None
    location: str


class Client:
    """One connection; `role` says whose session it carries, if any."""

    def __init__(self, port: int, role: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {"Cookie": f"csrftoken={TOKEN}; sessionid={key_of(role)}"} if role else {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, self.headers)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        body = urlencode([*fields, ("csrfmiddlewaretoken", TOKEN)])
        return self._ask(
            "POST", path, body, self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def _ask(self, method, path, body, headers) -> Answer:
        if self.connection.sock is None:
            self.connection.connect()
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server had closed an idle connection.
            self.connection.close()
            self.connection.connect()
            began = time.perf_counter()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        content = response.read()
        ms = (time.perf_counter() - began) * 1000
        queries, waited = response.getheader("X-Queries"), response.getheader("X-Query-Ms")
        return Answer(
            response.status,
            ms,
            content,
            int(queries) if queries else None,
            float(waited) if waited else None,
            response.getheader("Location") or "",
        )


class _Fields(HTMLParser):
    """Collects what a browser would send back of the forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.select = self.area = None
        self.option_first = True

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append([])
        elif not self.forms:
            return
        elif tag == "input" and given.get("name"):
            kind = given.get("type", "text")
            if kind in ("submit", "button", "file") or (
                kind in ("checkbox", "radio") and "checked" not in given
            ):
                return
            self.forms[-1].append((given["name"], given.get("value") or ""))
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and "selected" in given:
            self.forms[-1].append((self.select, given.get("value") or ""))
        elif tag == "textarea":
            self.area = given.get("name")
            self.forms[-1].append((self.area, ""))

    def handle_data(self, data):
        if self.area and self.forms:
            name, text = self.forms[-1][-1]
            self.forms[-1][-1] = (name, text + data)

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def form_with(body: bytes, field: str) -> list[tuple[str, str]]:
    """The fields of the form that has a field of that name, as a browser would send them unchanged."""
    parser = _Fields()
    parser.feed(body.decode())
    for form in parser.forms:
        if any(name == field for name, _ in form):
            return [(name, value.removeprefix("\n")) for name, value in form if name != "csrfmiddlewaretoken"]
    raise LookupError(f"No form of the page has a field “{field}”.")


def changed(form: list[tuple[str, str]], **values: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form if name not in values] + list(values.items())
