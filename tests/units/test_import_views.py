"""The pages of an import: who may open them, what they say, and that looking changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.history import recording
from desk.models import SheetImport
from tests.factories.units import UnitFactory
from units.models import Unit

pytestmark = pytest.mark.django_db

LIST = "/units/import/"
READERS = ("ciso", "admin")
REFUSED = ("auditor", "head", "outsider", "responder")


def upload(client, content, name="units.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(LIST, {"file": SimpleUploadedFile(name, data, content_type="text/csv")})


def detail(record) -> str:
    return reverse("units:import_detail", args=[record.pk])


def apply_url(record) -> str:
    return reverse("units:import_apply", args=[record.pk])


def page(response) -> str:
    return response.content.decode()


class TestWhoMay:
    @pytest.mark.parametrize("role", READERS)
    def test_those_who_keep_the_inventory_bring_files_in(self, clients, role):
        assert upload(clients[role], "code,name\nA,Alpha\n").status_code == 302
        record = SheetImport.objects.get()
        assert clients[role].get(detail(record)).status_code == 200
        clients[role].post(apply_url(record), {"seen": record.fingerprint})
        assert Unit.objects.get(code="A").history.get().history_actor == f"Cast {role}"

    @pytest.mark.parametrize("role", REFUSED)
    def test_others_reach_none_of_it(self, clients, role):
        upload(clients["ciso"], "code,name\nA,Alpha\n")
        record = SheetImport.objects.get()
        for name in ("import", "import_template"):
            assert clients[role].get(reverse(f"units:{name}")).status_code == 403
        for name in ("import_detail", "import_mapping"):
            assert clients[role].get(reverse(f"units:{name}", args=[record.pk])).status_code == 403
            assert clients[role].post(reverse(f"units:{name}", args=[record.pk])).status_code == 403
        assert clients[role].post(apply_url(record), {"seen": record.fingerprint}).status_code == 403
        assert upload(clients[role], "code,name\nB,Beta\n").status_code == 403
        assert SheetImport.objects.count() == 1
        assert not Unit.objects.filter(code="A").exists()

    def test_an_import_that_does_not_exist_is_not_found(self, clients):
        for name in ("import_detail", "import_mapping"):
            assert clients["ciso"].get(reverse(f"units:{name}", args=[999])).status_code == 404
        assert (
            clients["ciso"].post(reverse("units:import_apply", args=[999]), {"seen": "x"}).status_code == 404
        )


class TestUploading:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "The file is empty."),
            (b"code,name\n", "no row below it"),
            (b"PK\x03\x04x", "workbook is damaged"),
            (b"%PDF-1.4", "PDF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0", "not a text file"),
            (b"<table><tr><td>code</td></tr></table>", "web page"),
        ],
    )
    def test_what_cannot_be_read_is_refused_at_the_field(self, clients, content, sentence):
        response = upload(clients["ciso"], content)
        assert response.status_code == 422
        assert sentence in page(response)
        assert not SheetImport.objects.exists()

    def test_a_file_of_50_mb_is_refused_unread(self, clients, monkeypatch):
        large = SimpleUploadedFile("large.csv", b"x" * 50 * 1024 * 1024)
        monkeypatch.setattr("desk.sheets.flow.receive", None)
        response = clients["ciso"].post(LIST, {"file": large})
        assert response.status_code == 422
        assert "The file has 50.0 MB; at most 20 MB can be taken." in page(response)

    def test_no_file_at_all_is_told(self, clients):
        response = clients["ciso"].post(LIST, {})
        assert response.status_code == 422
        assert "Choose a file first." in page(response)

    def test_a_file_is_kept_with_its_digest_and_a_plain_name(self, clients, cast):
        upload(clients["ciso"], "code,name\nA,Alpha\n", name="a\x01<b>.csv")
        record = SheetImport.objects.get()
        assert (record.size, len(record.sha256), record.uploaded_by) == (18, 64, cast.ciso)
        assert bytes(record.content) == b"code,name\nA,Alpha\n"
        assert "\x01" not in record.file_name
        assert "<b>" not in page(clients["ciso"].get(LIST))

    def test_a_file_in_our_own_columns_is_checked_at_once(self, clients):
        upload(clients["ciso"], "Code,name\nA,Alpha\n")
        assert SheetImport.objects.get().state == SheetImport.State.CHECKED

    def test_the_list_shows_what_became_of_each_file(self, clients):
        upload(clients["ciso"], "code,name\nA,Alpha\n", name="good.csv")
        upload(clients["ciso"], "code,name\n,Alpha\n", name="bad.csv")
        upload(clients["ciso"], "Slug,x\nA,Alpha\n", name="foreign.csv")
        said = page(clients["ciso"].get(LIST))
        for words in ("1 line to be put right", "columns to be matched", "1 new"):
            assert words in said
        assert "There is no page" not in page(clients["ciso"].get(LIST + "?page=abc&x=1"))


class TestLookingAndBringingIn:
    def ready(self, clients, content="code,name,headcount\nOWN,Marketing,77\nX,<script>alert(1)</script>,\n"):
        upload(clients["ciso"], content)
        return SheetImport.objects.order_by("pk").last()

    def test_the_preview_shows_each_part_and_escapes_what_stands_in_it(self, clients, cast):
        record = self.ready(clients)
        first = page(clients["ciso"].get(detail(record)))
        assert "Bring in 2 departments" in first
        assert "&lt;script&gt;alert(1)" in first
        assert "<script>alert" not in first
        changed = page(clients["ciso"].get(detail(record) + "?show=changed"))
        assert "120" in changed
        assert "77" in changed
        assert clients["ciso"].get(detail(record) + "?show=nonsense&page=99999999").status_code == 200

    def test_pages_of_a_long_preview_stay_small(self, clients, cast, count_queries):
        lines = "".join(f"N{n},Name {n}\n" for n in range(1200))
        record = self.ready(clients, f"code,name\n{lines}")
        with count_queries() as seen:
            response = clients["ciso"].get(detail(record) + "?page=24")
        assert "N1199" in page(response)
        assert len(response.content) < 60_000
        assert len(seen) <= 5, str(seen)

    def test_bringing_in_says_why_and_leads_to_the_record(self, clients):
        record = self.ready(clients)
        clients["ciso"].post(apply_url(record), {"seen": record.fingerprint, "reason": "Third quarter"})
        record.refresh_from_db()
        said = page(clients["ciso"].get(detail(record)))
        assert "“Third quarter”" in said
        assert reverse("change", args=[record.record_group]) in said
        assert "Bring in 2" not in said

    def test_the_reason_names_the_file_where_none_is_given(self, clients):
        record = self.ready(clients)
        clients["ciso"].post(apply_url(record), {"seen": record.fingerprint})
        assert Unit.objects.get(code="X").history.get().history_change_reason == "Import of units.csv"

    def test_bad_rows_offer_no_button_and_cannot_be_forced(self, clients):
        record = self.ready(clients, "code,name,headcount\nX,Ex,many\nY,Why,2\n")
        said = page(clients["ciso"].get(detail(record)))
        assert "1 line cannot be taken as it is" in said
        assert "many" in said
        assert "Bring in" not in said.split("</header>")[-1]
        response = clients["ciso"].post(apply_url(record), {"seen": record.fingerprint}, follow=True)
        assert "nothing was brought in" in page(response)
        assert not Unit.objects.filter(code="Y").exists()

    def test_a_second_press_of_the_button_does_nothing(self, clients):
        record = self.ready(clients)
        clients["ciso"].post(apply_url(record), {"seen": record.fingerprint})
        versions = Unit.history.count()
        response = clients["ciso"].post(apply_url(record), {"seen": record.fingerprint}, follow=True)
        assert "brought in already" in page(response)
        assert "brought in already" in page(clients["ciso"].post(detail(record), {}, follow=True))
        assert Unit.history.count() == versions

    def test_a_changed_inventory_shows_the_new_preview_instead(self, clients, cast):
        record = self.ready(clients)
        with recording(by=cast.admin, reason="Meanwhile"):
            cast.unit.headcount = 99
            cast.unit.save()
        response = clients["ciso"].post(apply_url(record), {"seen": record.fingerprint}, follow=True)
        assert "The inventory changed since you looked" in page(response)
        assert not Unit.objects.filter(code="X").exists()
        assert "99" in page(clients["ciso"].get(detail(record) + "?show=changed"))

    def test_nothing_to_do_is_said(self, clients, cast):
        record = self.ready(clients, "code,name\nOWN,Marketing\n")
        said = page(clients["ciso"].get(detail(record)))
        assert "Nothing to bring in." in said
        assert "<button" not in said.split('id="main"')[1].split("</main>")[0]

    def test_a_pinned_value_is_shown_as_kept(self, clients):
        UnitFactory(code="PIN", pinned_headcount=True)
        record = self.ready(clients, "code,headcount\nPIN,38\n")
        assert "stays; the file says" in page(clients["ciso"].get(detail(record) + "?show=kept"))

    def test_the_template_holds_our_headers_and_nothing_else(self, clients):
        response = clients["ciso"].get(reverse("units:import_template"))
        assert response.content.decode("utf-8-sig").strip().split(",")[:4] == [
            "code",
            "name",
            "kind",
            "parent",
        ]
