"""One campaign: reminders are queued wave by wave, and in each wave something is killed while mail goes out."""

import random
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Sum
from django.utils import timezone

from faults.processes import Processes
from faults.servers import Broker, Database
from faults.sink import Sink
from outreach import actions
from outreach.models import Message, State

WORKERS = 3
SETTLED = 120  # seconds after the last fault


@dataclass(frozen=True)
class Plan:
    """What is done to one way of delivering. Each kill has a wave of its own, and some waves a further fault."""

    design: str = "one"
    mails: int = 4_000
    kills: int = 150
    restarts: int = 5
    losses: int = 3
    whole: float = 1.0  # how many of the kills take the parent of the worker along
    takes: float = 0.003  # seconds until the mail server has taken a mail
    within: float = 0.12  # seconds after the beginning of a wave within which it is struck
    seed: int = 20261122

    def waves_of(self, number: int) -> set[int]:
        """Evenly spread over the waves."""
        return {(2 * step + 1) * self.kills // (2 * number) for step in range(number)}


@dataclass
class Result:
    plan: Plan
    seconds: float = 0
    queued: int = 0
    lost: int = 0
    copies: int = 0
    unlike: int = 0
    unfinished: int = 0
    temporary: int = 0
    cut_short: int = 0  # claims that came to no end, each of which can cost one copy
    kills: int = 0
    restarts: int = 0
    losses: int = 0
    states: dict = field(default_factory=dict)

    @property
    def allowed(self) -> int:
        """How many copies there may be: one for each claim that was cut short, and never more than what cut them:
        a kill stops one worker, a restart of the database all of them."""
        return min(self.cut_short, self.kills + self.restarts * WORKERS)

    @property
    def problems(self) -> list[str]:
        found = []
        if self.lost:
            found.append(f"{self.lost} mails lost")
        if self.copies > self.allowed:
            found.append(f"{self.copies} copies, where {self.allowed} claims were cut short")
        if self.unlike:
            found.append(f"{self.unlike} mails whose copies differ")
        if self.unfinished:
            found.append(f"{self.unfinished} mails that came to no end")
        return found

    def as_dict(self) -> dict:
        return asdict(self) | {"allowed": self.allowed, "problems": self.problems}


class Campaign:
    """Within one cluster and one Redis; run after run with workers of its own."""

    def __init__(self, var: Path, *, careless: bool):
        self.var = var
        self._stack = ExitStack()
        self.database, self.broker = Database(var, careless=careless), Broker(var)

    def __enter__(self):
        self._stack.enter_context(self.database)
        self._stack.enter_context(self.broker)
        call_command("migrate", run_syncdb=True, verbosity=0)
        return self

    def __exit__(self, *failure):
        connection.close()
        self._stack.close()

    def run(self, plan: Plan) -> Result:
        Message.objects.all().delete()
        shutil.rmtree(self.var / "ready", ignore_errors=True)
        chance, result = random.Random(plan.seed), Result(plan)
        with (
            Sink(plan.seed, takes=plan.takes) as sink,
            Processes(self.var, sink.port, plan.design, WORKERS, chance) as processes,
        ):
            processes.wait_for(WORKERS)
            began = time.monotonic()
            for wave in range(plan.kills):
                self._wave(plan, wave, result, processes, chance)
                say(f"{plan.design}: {wave + 1} of {plan.kills} kills, {len(sink.times)} mails taken")
            wait_until(_nothing_waits, SETTLED)
            result.seconds = time.monotonic() - began
        _count(result, sink)
        return result

    def _wave(self, plan: Plan, wave: int, result: Result, processes: Processes, chance) -> None:
        processes.wait_for(2)
        due = plan.mails * (wave + 1) // plan.kills
        steadily(lambda: queue_up_to(due))
        wait_until(_somebody_works, 5)
        time.sleep(chance.uniform(0, plan.within))
        if wave in plan.waves_of(plan.restarts):
            self.database.restart_at_once()
            result.restarts += 1
        if wave in plan.waves_of(plan.losses):
            self.broker.lose()
            result.losses += 1
        processes.wait_for(1)
        processes.kill_one(whole=chance.random() < plan.whole)
        result.kills += 1

    def throughput(self, mails: int, rounds: int = 3) -> float:
        """Mails a second with three workers and nothing killed, from the first to the last one taken; the best of
        some rounds, since whatever else the machine does only takes away from it."""
        with (
            Sink(0, unwilling=1_000_000_000) as sink,
            Processes(self.var, sink.port, "one", WORKERS, random.Random(0)) as processes,
        ):
            processes.wait_for(WORKERS)
            return max(_round(sink, mails) for _ in range(rounds))


def _round(sink: Sink, mails: int) -> float:
    Message.objects.all().delete()
    sink.times.clear()
    queue_up_to(mails)
    wait_until(lambda: len(sink.times) >= mails, SETTLED)
    return (len(sink.times) - 1) / (sink.times[-1] - sink.times[0])


def queue_up_to(total: int) -> None:
    """One reminder after the other, to an address of its own, in one transaction; once, however often it is asked."""
    now = timezone.now()
    with transaction.atomic():
        for number in range(Message.objects.count(), total):
            actions.queue(
                kind="campaign",
                key=f"campaign:{number}",
                address=f"reader{number}@campaign.example",
                name=f"Reader {number}",
                subject=f"You talk with department {number} on Tuesday",
                text=f"You talk with department {number} on Tuesday at 10:30.\n",
                html=f"<p>You talk with department {number} on Tuesday at 10:30.</p>",
                due_at=now,
                useless_after=now + timedelta(days=1),
                at=now,
            )


def _somebody_works() -> bool:
    return Message.objects.filter(state=State.SENDING).exists() or not Message.objects.waiting().exists()


def _nothing_waits() -> bool:
    return not Message.objects.waiting().exists()


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to be in that time."""
    deadline = time.monotonic() + seconds
    while not steadily(condition):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def steadily(ask: Callable):
    """What `ask` gives, over a restart of the database."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return ask()
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _count(result: Result, sink: Sink) -> None:
    rows = Message.objects.all()
    result.queued = rows.count()
    result.states = dict(rows.order_by().values_list("state").annotate(number=Sum(1)))
    result.unfinished = result.queued - result.states.get(State.SENT, 0)
    taken = set(sink.seals)
    result.lost = sum(address not in taken for address in rows.values_list("address", flat=True))
    result.copies, result.unlike = sink.copies, sink.unlike
    result.temporary = sum(sink.temporary.values())
    claims = rows.aggregate(number=Sum("attempts"))["number"] or 0
    result.cut_short = claims - result.queued - result.temporary


def say(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text}", end="", file=sys.stderr, flush=True)
