"""Work for a worker: the database knows what waits, one worker does it, a killed one holds nothing up for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models.functions import Now
from django.utils import timezone

from desk import jobs, work
from desk.models import Heartbeat, Job
from desk.pulse import Pulse
from desk.tasks import tick
from tests.factories.desk import HeartbeatFactory, JobFactory

NOW = timezone.now()


@pytest.fixture
def kind(monkeypatch):
    """`kind(run)`: a kind of work that does just that."""
    monkeypatch.setattr(work, "_kinds", dict(work._kinds))

    def made(run, permission="overview.keep_offline"):
        work.register(work.Kind("planted", "Planted work", permission, "See it", run, lambda job: "/"))
        return "planted"

    return made


@pytest.mark.django_db
class TestOnePieceOfWork:
    def test_it_is_done_once_and_says_what_came_of_it(self, kind):
        ran = []
        name = kind(lambda job, progress, at: ran.append(job.args) or {"made": 7})
        job = jobs.start(name, by=None, at=NOW, args={"of": "tea"})
        assert job.state == "waiting"
        assert jobs.work_next(at=NOW)
        assert not jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert (ran, job.state, job.result, job.attempts) == ([{"of": "tea"}], "done", {"made": 7}, 1)

    def test_the_oldest_comes_first(self, kind):
        ran = []
        name = kind(lambda job, progress, at: ran.append(job.pk))
        late, early = JobFactory(kind=name), JobFactory(kind=name, created_at=NOW - timedelta(hours=1))
        while jobs.work_next(at=NOW):
            pass
        assert ran == [early.pk, late.pk]

    def test_what_fails_leaves_nothing_behind_and_tells_no_secrets(self, kind):
        def breaks(job, progress, at):
            HeartbeatFactory(name="written")
            raise RuntimeError("password=hunter2")

        job = JobFactory(kind=kind(breaks))
        jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert (job.state, job.error) == ("failed", jobs.UNFORESEEN)
        assert not Heartbeat.objects.filter(name="written").exists()

    def test_what_is_refused_says_why(self, kind):
        def refuses(job, progress, at):
            raise work.Refused("The file is gone.")

        job = JobFactory(kind=kind(refuses))
        jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert (job.state, job.error) == ("failed", "The file is gone.")

    def test_a_kind_that_this_version_does_not_know_fails_in_words(self):
        job = JobFactory(kind="from_the_future")
        jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert (job.state, job.error) == ("failed", jobs.UNKNOWN)


@pytest.mark.django_db
class TestTheLease:
    def test_what_somebody_works_on_is_left_alone(self):
        JobFactory(running=True)
        assert jobs.claim() is None

    def test_what_a_killed_worker_held_is_taken_up_again(self, kind):
        job = JobFactory(kind=kind(lambda job, progress, at: {}), lapsed=True)
        jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("done", 2)

    def test_what_stopped_three_workers_is_said_to_have_failed(self, kind):
        job = JobFactory(kind=kind(lambda job, progress, at: {}), lapsed=True, attempts=jobs.MOST_ATTEMPTS)
        assert not jobs.work_next(at=NOW)
        job.refresh_from_db()
        assert job.state == "failed"
        assert "begun 3 times" in job.error

    def test_whoever_lost_the_claim_meanwhile_writes_nothing(self, kind):
        def is_slow(job, progress, at):
            HeartbeatFactory(name="written")
            Job.objects.filter(pk=job.pk).update(token="0" * 8 + "-0000-4000-8000-" + "0" * 12)

        job = JobFactory(kind=kind(is_slow))
        jobs.work_next(at=NOW)
        assert not Heartbeat.objects.filter(name="written").exists()
        job.refresh_from_db()
        assert job.state == "running"

    def test_what_is_long_finished_is_forgotten(self):
        kept = JobFactory(finished=True)
        JobFactory(finished=True, finished_at=NOW - timedelta(days=91))
        waiting = JobFactory(created_at=NOW - timedelta(days=400))
        assert jobs.forget(before=NOW - jobs.KEPT) == 1
        assert set(Job.objects.all()) == {kept, waiting}


@pytest.mark.django_db(transaction=True)
class TestSeveralWorkers:
    def test_of_two_that_claim_at_once_one_gets_it(self):
        job = JobFactory()
        barrier = threading.Barrier(4, timeout=20)

        def claim(_):
            try:
                barrier.wait()
                return jobs.claim()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            claimed = list(pool.map(claim, range(4), timeout=30))
        assert [one for one in claimed if one] == [job]
        job.refresh_from_db()
        assert job.attempts == 1

    def test_others_see_how_far_it_is_before_it_is_done(self, kind, until):
        told, seen = threading.Event(), {}

        def runs(job, progress, at):
            HeartbeatFactory(name="written")
            progress(3, 10, "Counting")
            told.set()
            until(lambda: seen.get("doing") == "Counting")
            return {}

        JobFactory(kind=kind(runs))

        def look():
            try:
                assert told.wait(20)
                until(lambda: Job.objects.filter(doing="Counting").exists())
                seen.update(Job.objects.values("done", "total", "doing").get())
                seen["written"] = Heartbeat.objects.filter(name="written").exists()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            looked = pool.submit(look)
            jobs.work_next(at=NOW)
            looked.result(timeout=30)
        assert seen == {"done": 3, "total": 10, "doing": "Counting", "written": False}
        assert Heartbeat.objects.filter(name="written").exists()

    def test_a_sign_of_life_moves_the_lease_but_not_of_what_is_lost(self):
        job = JobFactory(running=True)
        Job.objects.update(lease_until=Now() + timedelta(seconds=1))
        pulse = Pulse(job)
        assert pulse.note()
        assert Job.objects.filter(lease_until__gt=Now() + timedelta(seconds=30)).exists()
        Job.objects.update(token=None)
        assert not pulse.note()

    def test_a_tick_finds_what_waits_where_the_message_was_lost(self, monkeypatch):
        sent = []
        monkeypatch.setattr(jobs, "hint", lambda: sent.append(1))
        tick.apply(throw=True)
        assert not sent
        JobFactory()
        tick.apply(throw=True)
        assert sent


@pytest.mark.django_db
class TestThePage:
    def test_it_asks_again_until_it_is_finished(self, clients):
        job = JobFactory(running=True, done=3, total=12, doing="Counting")
        address = f"/jobs/{job.pk}/"
        page = clients["responder"].get(address).content.decode()
        assert 'hx-trigger="every 2s"' in page
        assert "Counting · 3 of 12" in page
        part = {"HX-Request": "true", "HX-Target": "_job"}
        assert "HX-Trigger" not in clients["responder"].get(address, headers=part).headers
        Job.objects.update(finished_at=NOW, outcome="failed", error="The file is gone.")
        answer = clients["responder"].get(address, headers=part)
        assert "changed:job" in answer["HX-Trigger"]
        assert "every 2s" not in answer.content.decode()
        assert "The file is gone." in answer.content.decode()

    def test_only_whoever_may_ask_for_such_work_sees_it(self, clients):
        address = f"/jobs/{JobFactory().pk}/"
        assert clients["ciso"].get(address).status_code == 200
        for reader in ("head", "auditor"):
            assert clients[reader].get(address).status_code == 404
