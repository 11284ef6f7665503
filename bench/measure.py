"""Asks each page again and again, in turn with all others, so that a busy moment of the machine spoils none of them."""

import statistics
import threading
import time
from dataclasses import dataclass, field

from bench.client import Client
from bench.pages import Page, Row
from bench.servers import Web

SLOW_REPEATS = 3


@dataclass
class Figures:
    """What was measured of one page. `missing` says why there is nothing."""

    page: Page
    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    query_times: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    missing: str = ""

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[max(0, round(len(self.times) * 0.95) - 1)]

    @property
    def cpu_ms(self) -> float:
        return statistics.median(self.cpu)

    @property
    def query_ms(self) -> float:
        return statistics.median(self.query_times)


class Round:
    """Keeps one connection per role and a number that never repeats."""

    def __init__(self, web: Web, rows: dict[str, list[Row]]):
        self.web, self.rows = web, rows
        self.clients: dict[str, Client] = {}
        self.number = 0

    def ask(self, figures: Figures, *, count: bool) -> None:
        page = figures.page
        client = self.clients.setdefault(page.role, Client(self.web.port, page.role))
        self.number += 1
        rows = self.rows.get(page.role, self.rows["ciso"])
        try:
            wanted = page.ask(client, rows[self.number % len(rows)], self.number)
        except LookupError as problem:
            figures.missing = str(problem)
            return
        before = self.web.cpu()
        answer = client.post(wanted.path, wanted.form) if wanted.form else client.get(wanted.path)
        time.sleep(0.0005)  # the server tidies up after it has answered
        used = self.web.cpu() - before
        if answer.status != wanted.expect:
            figures.missing = f"answered {answer.status}"
        elif count:
            figures.times.append(answer.ms)
            figures.cpu.append(used * 1000)
            figures.queries = max(figures.queries, answer.queries or 0)
            figures.query_times.append(answer.query_ms or 0.0)
            figures.size = max(figures.size, len(answer.body))


def measure(
    web: Web, pages: list[Page], rows: dict[str, list[Row]], *, warm: int, repeats: int
) -> list[Figures]:
    found = [Figures(page) for page in pages]
    turn = Round(web, rows)
    for step in range(warm + repeats):
        for figures in found:
            if figures.missing or (figures.page.slow and step >= warm and len(figures.times) >= SLOW_REPEATS):
                continue
            if figures.page.slow and 0 < step < warm:
                continue
            turn.ask(figures, count=step >= warm)
    return found


def throughput(web: Web, page: Page, row: Row, *, clients: int = 4, seconds: float = 3.0) -> float:
    """Answers a second to so many people at once."""
    stop = time.perf_counter() + seconds
    answers = [0] * clients

    def go(place: int) -> None:
        client = Client(web.port, page.role)
        while time.perf_counter() < stop:
            client.get(page.ask(client, row, 0).path)
            answers[place] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=go, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answers) / (time.perf_counter() - began)
