"""The pack of call sheets: encrypted, whole without a server, nothing in it but what a call needs, built once a day."""

import io
from datetime import timedelta

import pytest
import pyzipper
from django.utils import timezone
from playwright.sync_api import expect

from contacts.models import Contact
from desk import jobs
from desk.models import Job
from overview.actions.offline import KEPT, build_pack
from overview.models import OfflinePack
from overview.offline import secret
from overview.tasks import build_offline_pack
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory, StanceFactory
from tests.factories.overview import OfflinePackFactory
from tests.factories.units import AssetFactory, DependencyFactory, ImpactFactory, ProcessFactory, UnitFactory
from units.models import Unit

PASSWORD = "correct horse battery"
FILES = {"README.txt", "call-sheets.html", "call-sheets.pdf"}


def opened(pack, password=PASSWORD) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(bytes(pack.content))) as archive:
        archive.setpassword(password.encode())
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def inventory(cast):
    """The head's unit with everything in it that is not for a call; a shop that needs it, and one behind that."""
    shop, plant = UnitFactory(code="SHOP", name="Web Shop"), UnitFactory(code="PLANT", name="Plant North")
    DependencyFactory(consumer=shop, provider=cast.unit, criticality=5, fallback="Static pages", flows="zq-flows",
                      shared_risk="zq-shared")  # fmt: skip
    DependencyFactory(consumer=plant, provider=shop, criticality=3)
    person = ContactFactory(
        name="Arvid Lunde", personnel_number="ZQ-4711", home_unit=cast.unit, phone="+44 20 7946 0161"
    )
    AssignmentFactory(unit=cast.unit, contact=person, responsibilities="zq-duties")
    AssignmentFactory(unit=shop, contact__name="Maren Oduya")
    StanceFactory(contact=person, note="zq-stance")
    AssetFactory(unit=cast.unit, name="zq-asset", crown=True)
    ImpactFactory(process=ProcessFactory(unit=cast.unit, name="zq-process"))
    return cast


def build(**more):
    return build_pack(password=PASSWORD, at=more.pop("at", timezone.now()), **more)


def test_it_holds_the_sheets_as_page_and_paper_and_says_what_it_is(inventory):
    pack = build(by=inventory.responder)
    files = opened(pack)
    assert files.keys() == FILES
    assert files["call-sheets.pdf"].startswith(b"%PDF")
    page = files["call-sheets.html"].decode()
    for said in ("Marketing", "Arvid Lunde", "tel:+442079460161", "Web Shop", "Plant North", "Static pages"):
        assert said in page, said
    assert f"built by {inventory.responder}" in files["README.txt"].decode()
    assert pack.holds["units"] == Unit.objects.exclude(status="closed").count()
    assert pack.holds["people"] == 2


def test_nothing_in_it_needs_a_server(inventory):
    page = opened(build())["call-sheets.html"].decode()
    assert "http://" not in page
    assert "https://" not in page
    assert " src=" not in page


def test_it_holds_nothing_above_what_a_call_needs(inventory):
    page = opened(build())["call-sheets.html"].decode().lower()
    for kept in ("zq-", "importance", "risk", "stance", "supportive", "severe", "headcount", "revenue"):
        assert kept not in page, kept
    for unit in Unit.objects.exclude(purpose=""):
        assert unit.purpose.lower() not in page
    for contact in Contact.objects.exclude(personnel_number=""):
        assert contact.personnel_number.lower() not in page


@pytest.mark.parametrize("password", ["", "wrong password 1"])
def test_without_its_password_nothing_can_be_read(inventory, password):
    pack = build()
    assert b"Arvid" not in bytes(pack.content)
    with pytest.raises(RuntimeError):
        opened(pack, password)


def test_closed_departments_are_left_out(inventory):
    UnitFactory(name="Gone department", status="closed")
    assert "Gone department" not in opened(build())["call-sheets.html"].decode()


def test_what_somebody_wrote_stays_text(inventory):
    UnitFactory(name="</script><script>alert(1)</script> #panic()")
    page = opened(build())["call-sheets.html"].decode()
    assert "<script>alert" not in page
    assert page.count("<script>") == 1


def test_the_last_few_are_kept(inventory):
    for day in range(KEPT + 2):
        OfflinePackFactory(built_at=timezone.now() - timedelta(days=day + 1))
    pack = build()
    assert OfflinePack.objects.count() == KEPT
    assert OfflinePack.objects.order_by("-built_at").first() == pack


def test_the_clock_builds_one_a_day(inventory, settings):
    build_offline_pack()
    assert not OfflinePack.objects.exists()
    settings.OFFLINE_PACK_PASSWORD = PASSWORD
    for _ in range(2):
        build_offline_pack()
    pack = OfflinePack.objects.get()
    assert pack.built_by is None
    assert opened(pack).keys() == FILES
    OfflinePack.objects.update(built_at=timezone.now() - timedelta(days=1, minutes=1))
    build_offline_pack()
    assert OfflinePack.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": PASSWORD, "again": PASSWORD + "!"}, "two different passwords"),
        ({}, "required"),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_not_shown(inventory, clients, sent, says):
    answer = clients["responder"].post("/offline/build/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert not OfflinePack.objects.exists()


def test_whoever_may_has_it_built_and_takes_it_along(inventory, clients):
    assert clients["responder"].get("/offline/pack.zip").status_code == 404
    clients["responder"].post("/offline/build/", {"password": PASSWORD, "again": PASSWORD})
    assert "waits for a worker" in clients["responder"].get("/offline/").content.decode()
    jobs.work_next(at=timezone.now())
    page = clients["responder"].get("/offline/").content.decode()
    assert "waits for a worker" not in page
    assert f"built by {inventory.responder}" in page
    answer = clients["responder"].get("/offline/pack.zip")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store, private")
    assert opened(OfflinePack.objects.get()).keys() == FILES
    for reader in ("head", "auditor", "outsider"):
        assert clients[reader].get("/offline/pack.zip").status_code == 403


def test_its_password_is_never_in_the_database_and_is_forgotten_once_it_is_built(
    inventory, clients, django_capture_on_commit_callbacks
):
    clients["ciso"].post("/offline/build/", {"password": PASSWORD, "again": PASSWORD})
    job = Job.objects.get()
    assert PASSWORD not in str(Job.objects.values().get())
    assert secret.look_up(job.args["secret"]) == PASSWORD
    with django_capture_on_commit_callbacks(execute=True):
        jobs.work_next(at=timezone.now())
    assert secret.look_up(job.args["secret"]) is None


def test_where_the_password_is_gone_it_says_so(inventory, clients):
    clients["ciso"].post("/offline/build/", {"password": PASSWORD, "again": PASSWORD})
    secret.forget(Job.objects.get().args["secret"])
    jobs.work_next(at=timezone.now())
    assert "kept for an hour only. Ask for it again." in clients["ciso"].get("/offline/").content.decode()
    assert not OfflinePack.objects.exists()


def test_it_tells_how_far_it_is(inventory):
    told = []
    build(progress=lambda *said: told.append(said))
    assert told[0] == (0, 0, "Reading whom to call")
    assert told[-1][2] == "Encrypting"
    assert [said[0] for said in told] == sorted(said[0] for said in told)


def test_a_real_worker_builds_it_while_one_waits(transactional_db, page, sign_in, start_worker, axe):
    AssignmentFactory(unit=UnitFactory(code="HOST", name="Cloud Hosting"), contact__name="Arvid Lunde")
    sign_in(page, UserFactory(responder=True, name="Per Aasen"), then="/offline/")
    page.get_by_label("Password of the pack").fill(PASSWORD)
    page.get_by_label("Once more").fill(PASSWORD)
    page.get_by_role("button", name="Build the pack").click()
    expect(page.locator("#_job")).to_contain_text("waits for a worker")
    assert axe(page) == []
    start_worker()
    expect(page.locator("#_packs")).to_contain_text("built by Per Aasen", timeout=120_000)
    expect(page.locator("#_job")).to_contain_text("done")


def test_it_works_from_disk_with_no_server(transactional_db, tmp_path, page):
    FunctionFactory(code="head")
    host, shop = UnitFactory(code="HOST", name="Cloud Hosting"), UnitFactory(code="SHOP", name="Web Shop")
    DependencyFactory(consumer=shop, provider=host, criticality=5)
    AssignmentFactory(unit=host, contact__name="Arvid Lunde", contact__phone="+44 20 7946 0161")
    for name, data in opened(build()).items():
        (tmp_path / name).write_bytes(data)
    page.context.set_offline(True)
    page.goto(f"file://{tmp_path}/call-sheets.html")
    page.get_by_role("searchbox").fill("arvid")
    expect(page.get_by_role("link", name="+44 20 7946 0161")).to_be_visible()
    expect(page.get_by_text("Web Shop", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Web Shop").click()
    expect(page.locator("details#u-SHOP")).to_have_attribute("open", "")
