"""Files of evidence hold what their taker may read, prove themselves, and still stand in the record."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from common.history import recording
from common.history.triggers import drop_triggers
from desk.evidence import chain, files, keeping
from desk.models import EvidenceExport, EvidencePart, Job
from desk.redaction import redact
from overview.evidence import wanted
from tests.factories.contacts import ContactFactory, StanceFactory
from tests.factories.dialogues import SessionFactory, SessionUnitFactory
from tests.factories.overview import CallSheetFactory
from tests.factories.units import IncidentFactory, IncidentReaderFactory, IncidentUnitFactory, UnitFactory
from units.models import Incident, Unit

pytestmark = pytest.mark.django_db
PAGE = "/evidence/"
UNITS = "units_historicalunit"


@pytest.fixture
def secrets(cast):
    """What some of the readers may not read."""
    contact = ContactFactory(name="Ana Silva", home_unit=cast.unit)
    StanceFactory(contact=contact, note="Stance-of-Ana")
    talk = SessionFactory(title="Quarterly talk", team_notes="Team-notes-first")
    SessionUnitFactory(session=talk, unit=cast.unit)
    with recording(by=cast.ciso, reason="Noted"):
        talk.team_notes = "Team-notes-second"
        talk.save()
    incident = IncidentFactory(title="Restricted-matter", restricted=True)
    IncidentUnitFactory(incident=incident, unit=cast.unit)
    IncidentReaderFactory(incident=incident, user=cast.ciso)
    return cast


@pytest.fixture
def take(clients):
    """`take("auditor", size=5)`: the lines of the file that this person gets."""

    def taking(role: str, **asked) -> list[dict]:
        return [json.loads(line) for line in file_of(clients[role], **asked).splitlines()]

    return taking


def file_of(client, **asked) -> bytes:
    answer = client.post(f"{PAGE}take/", {"size": "", **asked})
    assert answer.status_code == 302, answer.context["form"].errors
    carry_out(Job.objects.get(finished_at=None))
    made = EvidenceExport.objects.order_by("-pk").first()
    return b"".join(client.get(f"{PAGE}{made.pk}/evidence.jsonl").streaming_content)


def carry_out(job: Job) -> None:
    """Without signs of life, which would come from another connection that does not see what a test writes."""
    result = wanted.build(job, lambda *told: None, timezone.now())
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now(), outcome="done", result=result)


def versions(lines) -> list[dict]:
    return [line for line in lines if line["kind"] == "version"]


class TestWhatItHolds:
    @pytest.mark.parametrize("role", ["admin", "auditor"])
    def test_nothing_that_its_taker_may_not_read(self, secrets, take, role):
        said = json.dumps(take(role, rights_on="2026-01-01"))
        for secret in ("Stance-of-Ana", "Team-notes", '"team_notes"', "Restricted-matter", "contacts.stance"):
            assert secret not in said
        assert "Quarterly talk" in said

    def test_all_of_it_for_whom_it_is_meant(self, secrets, take):
        said = json.dumps(take("ciso"))
        for secret in ("Stance-of-Ana", "Team-notes-first", "Team-notes-second", "Restricted-matter"):
            assert secret in said

    def test_a_change_of_hidden_fields_alone_is_no_line(self, secrets, take):
        talks = {
            role: [v for v in versions(take(role)) if v["model"] == "dialogues.session"]
            for role in ("admin", "ciso")
        }
        assert len(talks["ciso"]) == len(talks["admin"]) + 1

    def test_the_name_of_something_one_may_not_see_is_left_out(self, secrets, take):
        CallSheetFactory(unit=secrets.unit, opened_by=secrets.ciso, incident=Incident.objects.get())
        [for_admin] = [v for v in versions(take("admin")) if v["model"] == "overview.callsheet"]
        [for_ciso] = [v for v in versions(take("ciso")) if v["model"] == "overview.callsheet"]
        assert "incident" not in for_admin["values"] | for_admin["labels"]
        assert for_ciso["labels"]["incident"] == "Restricted-matter"

    def test_a_period_a_department_and_kinds_narrow_it(self, cast, take):
        lines = versions(take("auditor", unit="OWN", kinds=["units.unit"]))
        assert {line["label"] for line in lines} == {"Marketing", "Campaigns"}
        today = timezone.localdate()
        assert versions(take("auditor", since=today.isoformat())) != []
        assert (
            versions(take("auditor", until=(today - timedelta(days=1)).isoformat(), kinds=["units.unit"]))
            == []
        )

    def test_people_and_rights_stand_as_they_were_on_the_day(self, cast, take):
        lines = take("auditor", rights_on=timezone.localdate().isoformat())
        people = {line["values"]["email"]: line["values"] for line in lines if line["kind"] == "person"}
        assert people["head@cast.example"]["role"] == "head"
        assert people["auditor@cast.example"]["access_ends_on"]
        assert "password" not in people["head@cast.example"]
        acts = [line["labels"] for line in lines if line["kind"] == "steward"]
        assert {"unit": "Marketing", "user": "Cast head"} in acts
        assert {line["role"] for line in lines if line["kind"] == "role"} >= {"auditor", "head"}
        assert [line for line in take("auditor", rights_on="2020-01-01") if line["kind"] == "person"] == []


class TestTheSample:
    def test_the_same_seed_draws_the_same(self, cast, take):
        UnitFactory.create_batch(20)
        asked = {"kinds": ["units.unit"], "size": "5"}
        drawn = [
            [v["version"] for v in versions(take("auditor", seed=seed, **asked))] for seed in ("a", "a", "b")
        ]
        assert len(drawn[0]) == 5
        assert drawn[0] == drawn[1] != drawn[2]

    def test_the_first_line_says_how_many_there_were(self, cast, take):
        head, *_, end = take("auditor", kinds=["units.unit"], size="2", seed="a")
        assert head["population"] == {"versions": 4, "by_kind": {"units.unit": 4}}
        assert head["asked_for"]["seed"] == "a"
        assert end["kind"] == "end"

    def test_a_seed_is_made_up_and_told(self, cast, take):
        head, *_ = take("auditor", size="2")
        assert re.fullmatch("[0-9a-f]{8}", head["asked_for"]["seed"])


class TestThePage:
    @pytest.mark.parametrize(
        "asked",
        [
            {"since": "2026-02-31"},
            {"since": "2026-03-01", "until": "2026-02-01"},
            {"until": "2199-01-01"},
            {"size": "0"},
            {"kinds": ["contacts.stance"]},
            {"unit": "NONE"},
            {"seed": "x" * 41},
        ],
    )
    def test_what_cannot_be_is_refused(self, clients, asked):
        answer = clients["auditor"].post(f"{PAGE}take/", {"size": "", **asked})
        assert answer.status_code == 422
        assert not Job.objects.exists()

    def test_only_its_taker_downloads_a_file(self, clients):
        file_of(clients["auditor"])
        made = EvidenceExport.objects.get()
        assert clients["admin"].get(f"{PAGE}{made.pk}/evidence.jsonl").status_code == 404
        assert "Taken so far" in clients["admin"].get(PAGE).text
        assert "1 file" in clients["admin"].get(PAGE).text

    def test_what_the_ciso_took_is_not_told_to_others(self, clients):
        file_of(clients["ciso"])
        assert "1 file" in clients["ciso"].get(PAGE).text
        assert "1 file" not in clients["auditor"].get(PAGE).text

    def test_that_it_was_taken_stands_in_the_record(self, clients, cast):
        file_of(clients["auditor"])
        [version] = EvidenceExport.history.all()
        assert (version.history_actor, version.history_change_reason) == (
            "Cast auditor",
            "Evidence was taken",
        )

    def test_an_anchor_is_taken_by_hand(self, clients, cast):
        with recording(actor="Test", reason="Begins", at=timezone.now() - timedelta(hours=2)):
            UnitFactory()
        answer = clients["auditor"].post(f"{PAGE}anchor/", follow=True)
        assert chain.latest().actor == "Cast auditor"
        assert chain.latest().hash in answer.text
        answer = clients["auditor"].post(f"{PAGE}anchor/", follow=True)
        assert "Take the next one later." in answer.text


class TestVerifying:
    @pytest.fixture
    def file(self, secrets, clients, tmp_path) -> Path:
        file = tmp_path / "evidence.jsonl"
        file.write_bytes(file_of(clients["auditor"], rights_on=timezone.localdate().isoformat()))
        return file

    def verify(self, **options) -> str:
        """What the command says; with “1” in front where it ends so."""
        said = StringIO()
        try:
            call_command("verify_record", stdout=said, **options)
        except CommandError as error:
            return f"1 {said.getvalue()} {error}"
        return said.getvalue()

    def test_a_file_is_as_written_and_as_the_record_has_it(self, file):
        assert "as written, and as the record has them" in self.verify(file=file)

    def edited(self, lines):
        lines[3] = lines[3].replace(b'"type":"+"', b'"type":"~"')
        return lines

    def removed(self, lines):
        return lines[:3] + lines[4:]

    def reordered(self, lines):
        return [*lines[:3], lines[4], lines[3], *lines[5:]]

    @pytest.mark.parametrize("how", ["edited", "removed", "reordered"])
    def test_a_line_that_was_touched_is_found(self, file, how):
        file.write_bytes(b"".join(getattr(self, how)(file.read_bytes().splitlines(keepends=True))))
        assert self.verify(file=file).startswith("1 Line 4 is not as it was written")
        assert self.outsider(file).returncode == 1

    def test_a_file_without_its_end_is_found(self, file):
        file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
        assert "The end of the file is missing." in self.verify(file=file)
        assert self.outsider(file).returncode == 1

    def test_a_file_made_anew_is_none_of_this_record(self, file):
        lines = [json.loads(line) for line in file.read_bytes().splitlines()]
        for line in lines:
            line.pop("hash")
        del lines[4]
        lines[-1]["lines"] -= 1
        pieces = []
        writer = files.Writer(pieces.append)
        for line in lines:
            writer.write(line)
        writer.close()
        file.write_bytes(b"".join(pieces))
        assert "No such file was taken from this record" in self.verify(file=file)

    def test_a_record_that_was_changed_behind_a_file_is_found(self, file):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(drop_triggers(UNITS))
            cursor.execute(f"UPDATE {UNITS} SET name = 'Falsified' WHERE code = 'OWN'")
        assert "of units.unit is not so in the record." in self.verify(file=file)

    def test_an_authorised_redaction_since_is_said(self, file, cast):
        redact(
            Unit, [cast.unit.pk], {"name": "A department"}, label="A department", rule="Test", reason="It is time",
            actor="Retention", at=timezone.now(),
        )  # fmt: skip
        said = self.verify(file=file)
        assert "made unreadable in the record since, by authorised redactions." in said
        assert not said.startswith("1")

    def test_the_chain_and_a_hash_from_outside(self, cast):
        anchor = chain.take_anchor(at=timezone.now() + timedelta(hours=1))
        assert f"The hash is that of anchor {anchor.number}" in self.verify(anchor=anchor.hash)
        assert "No anchor of this record has the hash" in self.verify(anchor="0" * 64)
        assert "1 anchor checked." in self.verify()
        assert "0 anchors checked." in self.verify(since="2199-01-01")
        with pytest.raises(CommandError, match="is not a day"):
            call_command("verify_record", since="yesterday")

    def test_a_falsified_record_ends_with_one(self, cast):
        chain.take_anchor(at=timezone.now() + timedelta(hours=1))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(drop_triggers(UNITS))
            cursor.execute(f"UPDATE {UNITS} SET name = 'Falsified' WHERE code = 'OWN'")
        said = self.verify()
        assert said.startswith("1 Anchor 1, from the beginning to")
        assert "Units: something in 4 versions was changed." in said
        assert "No authorised redaction touched anything here since." in said

    def outsider(self, file: Path):
        """The verifier that the documentation prints."""
        text = (Path(__file__).parents[2] / "docs/record.md").read_text()
        [program] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        return subprocess.run(
            [sys.executable, "-I", "-c", program, str(file)],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def test_an_outsider_verifies_a_file_with_a_page_of_python(self, file):
        found = self.outsider(file)
        assert found.returncode == 0, found.stderr
        assert EvidenceExport.objects.get().hash in found.stdout


def test_a_file_is_kept_in_pieces_for_ninety_days(clients, monkeypatch):
    monkeypatch.setattr(files, "PART", 500)
    file_of(clients["auditor"])
    made = EvidenceExport.objects.get()
    assert made.parts.count() > 3
    assert not keeping.old_parts(timezone.localdate() + timedelta(days=89)).exists()
    due = keeping.old_parts(timezone.localdate() + timedelta(days=91))
    keeping.remove_parts(due.values_list("pk", flat=True), at=timezone.now())
    assert not EvidencePart.objects.exists()
    assert clients["auditor"].get(f"{PAGE}{made.pk}/evidence.jsonl").status_code == 404
