"""Signs of life: noted with the database's clock, and two at once do no harm."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.models.functions import Now

from desk.models import Heartbeat
from desk.tasks import TICK_SECONDS, tick


def age(name: str, by: timedelta) -> None:
    Heartbeat.objects.filter(name=name).update(beat_at=Now() - by)


@pytest.mark.django_db
def test_the_first_tick_makes_the_row_and_later_ones_move_it():
    tick()
    first = Heartbeat.objects.get(name=Heartbeat.TICK)
    age(Heartbeat.TICK, timedelta(seconds=TICK_SECONDS))
    tick()
    second = Heartbeat.objects.get(name=Heartbeat.TICK)
    assert (first.beats, second.beats) == (1, 2)
    assert second.host


@pytest.mark.django_db
def test_a_second_beat_within_the_interval_changes_nothing():
    tick()
    before = Heartbeat.objects.values().get()
    tick()
    assert Heartbeat.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [False, True])
def test_ticks_at_the_same_moment_count_once(known):
    if known:
        tick()
        age(Heartbeat.TICK, timedelta(minutes=5))

    def beat(_):
        try:
            return Heartbeat.objects.beat(Heartbeat.TICK, at_most_every=timedelta(seconds=15))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(beat, range(8)))
    assert Heartbeat.objects.get().beats == (2 if known else 1)


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_gives_signs_of_life(start_worker, until):
    start_worker()
    until(lambda: Heartbeat.objects.filter(name=Heartbeat.TICK).exists())
    age(Heartbeat.TICK, timedelta(minutes=5))
    tick.delay()
    until(lambda: Heartbeat.objects.filter(beats=2).exists())


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_on_after_its_database_connection_was_cut(start_worker, until):
    start_worker()
    until(lambda: Heartbeat.objects.filter(name=Heartbeat.TICK).exists())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    age(Heartbeat.TICK, timedelta(minutes=5))
    tick.delay()
    until(lambda: Heartbeat.objects.filter(beats=2).exists())
