"""Planning, reading and taking back reorganisations on their pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from overview.actions.reorganising import reorganise
from overview.models import Reorganisation
from overview.reorganising.plan import Plan
from tests.factories.overview import ReorganisationFactory
from tests.factories.units import AssetFactory, UnitFactory
from units.choices import Status
from units.models import Asset, Unit

pytestmark = pytest.mark.django_db
NEW = "/reorganisations/new/"
TODAY = timezone.localdate()
State = Reorganisation.State


def merger(filled, **said):
    return {
        "kind": "merger", "units": [filled.old.pk], "into": filled.heir.pk, "effective_on": str(TODAY),
        "reason": "One house for all that is printed",
    } | said  # fmt: skip


class TestPlanning:
    def test_begins_with_what_happens(self, clients):
        page = clients["ciso"].get(f"{NEW}?unit=OWN").content.decode()
        for kind in ("merger", "split", "acquisition", "rename", "move", "closure", "leadership"):
            assert f"?kind={kind}&amp;unit=OWN" in page
        assert "There is no kind" in clients["ciso"].get(f"{NEW}?kind=magic").content.decode()

    @pytest.mark.parametrize(
        "kind", ["merger", "split", "acquisition", "rename", "move", "closure", "leadership"]
    )
    def test_every_kind_has_a_form_and_refuses_an_empty_one_in_words(self, cast, clients, kind):
        assert clients["ciso"].get(f"{NEW}?kind={kind}&unit=OWN").status_code == 200
        answer = clients["ciso"].post(NEW, {"kind": kind})
        assert answer.status_code == 422
        assert "Nothing was saved yet" in answer.content.decode()

    def test_asks_who_gets_what_then_says_what_will_happen_then_does_it(self, cast, clients, filled):
        first = clients["admin"].post(NEW, merger(filled)).content.decode()
        assert "Who gets what of Print" in first
        assert 'name="rest-' in first
        assert "3 things of value" in first
        look = clients["admin"].post(
            NEW, merger(filled, shared=1, **{f"rest-{filled.old.pk}": f"u:{filled.heir.pk}"})
        )
        text = look.content.decode()
        assert "Print is closed. Its page and its record stay." in text
        assert "3 things of value" in text
        assert "go to Brand" in text
        assert "1 open part (Posters) goes to Brand." in text
        assert not Reorganisation.objects.exists()
        assert Unit.objects.get(pk=filled.old.pk).status == Status.ACTIVE
        done = clients["admin"].post(
            NEW, merger(filled, shared=1, sure=1, **{f"rest-{filled.old.pk}": f"u:{filled.heir.pk}"})
        )
        event = Reorganisation.objects.get()
        assert done["Location"] == f"/reorganisations/{event.pk}/"
        assert Unit.objects.get(pk=filled.old.pk).status == Status.CLOSED

    def test_single_things_can_go_elsewhere(self, cast, clients, filled):
        old, fonts = filled.old, Asset.objects.get(unit=filled.old, name="Fonts")
        said = {
            "kind": "split", "unit": old.pk, "heirs": [filled.heir.pk, filled.other.pk], "effective_on": str(TODAY),
            "reason": "Print is two things", "shared": 1, f"rest-{old.pk}": f"u:{filled.heir.pk}",
            f"all-{old.pk}-promises": f"u:{filled.other.pk}", f"one-{old.pk}-assets-{fonts.pk}": f"u:{filled.other.pk}",
        }  # fmt: skip
        text = clients["ciso"].post(NEW, said).content.decode()
        assert "1 thing of value (Fonts) goes to Web." in text
        clients["ciso"].post(NEW, said | {"sure": 1})
        fonts.refresh_from_db()
        assert fonts.unit == filled.other
        assert filled.other.commitments.count() == 2

    def test_with_several_heirs_it_must_be_said_who_gets_the_rest(self, cast, clients, filled):
        said = {
            "kind": "split", "unit": filled.old.pk, "heirs": [filled.heir.pk, filled.other.pk],
            "effective_on": str(TODAY), "reason": "Print is two things", "shared": 1, "sure": 1,
        }  # fmt: skip
        answer = clients["ciso"].post(NEW, said)
        assert answer.status_code == 422
        assert "Say who gets everything of Print" in answer.content.decode()
        assert not Reorganisation.objects.exists()

    def test_a_place_that_is_none_is_left_to_the_list_above(self, cast, clients, filled):
        said = merger(filled, shared=1, **{f"rest-{filled.old.pk}": f"u:{cast.foreign.pk}"})
        assert clients["ciso"].post(NEW, said).status_code == 422

    @pytest.mark.parametrize("wrong", [
        {"reason": ""}, {"reason": "x" * 501}, {"reason": "a\0b"}, {"effective_on": "soon"},
        {"effective_on": "1850-01-01"},
        {"units": ["9" * 30]}, {"units": ["\0"]}, {"into": "abc"}, {"into": ""}, {"readers": ["1"]},
    ])  # fmt: skip
    def test_bad_input_is_refused_in_words(self, cast, clients, filled, wrong):
        answer = clients["ciso"].post(NEW, merger(filled, shared=1, sure=1) | wrong)
        assert answer.status_code == 422
        assert "Nothing was saved yet" in answer.content.decode()
        assert not Reorganisation.objects.exists()

    def test_what_stands_in_the_way_is_said_at_its_field(self, cast, clients, filled):
        page = clients["ciso"].post(NEW, merger(filled, into=filled.part.pk)).content.decode()
        assert "cannot merge into a part of its own" in page

    def test_a_day_to_come_prepares_it_and_it_can_be_changed_and_called_off(self, cast, clients, filled):
        day = TODAY + timedelta(40)
        rest = {f"rest-{filled.old.pk}": f"u:{filled.heir.pk}", "shared": 1}
        look = clients["ciso"].post(NEW, merger(filled, effective_on=str(day), **rest)).content.decode()
        assert "Prepare it for" in look
        clients["ciso"].post(NEW, merger(filled, effective_on=str(day), sure=1, **rest))
        event = Reorganisation.objects.get()
        assert event.state == State.PREPARED
        form = clients["admin"].get(f"/reorganisations/{event.pk}/edit/").content.decode()
        assert "One house for all that is printed" in form
        later = day + timedelta(5)
        changed = merger(filled, effective_on=str(later), sure=1, revision=event.revision, **rest)
        assert clients["admin"].post(f"/reorganisations/{event.pk}/edit/", changed).status_code == 302
        event.refresh_from_db()
        assert (event.effective_on, event.state, Reorganisation.objects.count()) == (later, State.PREPARED, 1)
        stale = clients["admin"].post(f"/reorganisations/{event.pk}/edit/", changed)
        assert stale.status_code == 422
        assert "Somebody changed it since" in stale.content.decode()
        clients["admin"].post(f"/reorganisations/{event.pk}/cancel/")
        event.refresh_from_db()
        assert event.state == State.CANCELLED
        assert clients["admin"].get(f"/reorganisations/{event.pk}/edit/").status_code == 302


class TestReading:
    def test_the_list_is_narrowed_by_kind_department_and_words(self, cast, clients):
        leaf = UnitFactory(code="LEAF", name="Leaflets", parent=cast.unit)
        ReorganisationFactory(merger=True, before=[leaf, "Agency Ltd"], after=[cast.unit], note="Costs")
        ReorganisationFactory(split=True, before=[cast.foreign], after=["Bank"], undated=True)
        client = clients["ciso"]
        assert "2 reorganisations" in client.get("/reorganisations/").content.decode()
        for query, found in (
            ("kind=split", "Treasury becomes Bank"), ("unit=LEAF", "Leaflets and Agency Ltd become Marketing"),
            ("q=agency+costs", "Leaflets"), ("q=treasury", "Bank"),
        ):  # fmt: skip
            page = client.get(f"/reorganisations/?{query}").content.decode()
            assert "1 reorganisation" in page, query
            assert found in page, query
        assert "1 reorganisation" in clients["head"].get("/reorganisations/").content.decode()
        assert (
            "You see no department" in clients["head"].get("/reorganisations/?unit=FOREIGN").content.decode()
        )

    def test_a_head_reads_what_happened_but_neither_the_plan_nor_who_entered_it(self, cast, clients, filled):
        AssetFactory(unit=cast.team, name="Press photographs")
        event = reorganise(
            "merger", Plan([cast.team.pk], [filled.heir.pk]), on=TODAY, reason="Decided by the board", by=cast.ciso,
            at=timezone.now(), today=TODAY,
        )  # fmt: skip
        page = clients["head"].get(f"/reorganisations/{event.pk}/").content.decode()
        assert "Decided by the board" in page
        assert "Brand" in page
        assert 'href="/units/BRAND/"' not in page
        assert "Press photographs" not in page
        assert "Cast ciso" not in page
        assert "Press photographs" in clients["auditor"].get(f"/reorganisations/{event.pk}/").content.decode()
        department = clients["head"].get("/units/OWN-TEAM/").content.decode()
        assert f'href="/reorganisations/{event.pk}/"' in department

    def test_a_number_of_none_is_not_found(self, clients):
        for step in ("", "edit/", "undo/"):
            assert clients["ciso"].get(f"/reorganisations/999999/{step}").status_code == 404


class TestTakingBack:
    def test_asks_why_and_restores(self, cast, clients, filled):
        clients["ciso"].post(
            NEW, merger(filled, shared=1, sure=1, **{f"rest-{filled.old.pk}": f"u:{filled.heir.pk}"})
        )
        event = Reorganisation.objects.get()
        address = f"/reorganisations/{event.pk}/undo/"
        assert clients["admin"].post(address, {"reason": " "}).status_code == 422
        assert clients["admin"].post(address, {"reason": "Not after all"}).status_code == 302
        assert Unit.objects.get(pk=filled.old.pk).status == Status.ACTIVE
        assert "Taken back" in clients["admin"].get(f"/reorganisations/{event.pk}/").content.decode()
        assert clients["admin"].get(address).status_code == 302

    def test_names_what_would_be_lost(self, cast, clients, filled):
        clients["ciso"].post(
            NEW, merger(filled, shared=1, sure=1, **{f"rest-{filled.old.pk}": f"u:{filled.heir.pk}"})
        )
        event = Reorganisation.objects.get()
        asset = Asset.objects.get(name="Pictures of Print")
        clients["ciso"].post(
            f"/assets/{asset.pk}/edit/", {"name": "Photographs", "kind": "data", "revision": asset.revision}
        )
        page = clients["admin"].get(f"/reorganisations/{event.pk}/undo/").content.decode()
        if Asset.objects.filter(name="Photographs").exists():
            assert "It cannot be taken back as it is" in page
            assert "Photographs" in page
            answer = clients["admin"].post(f"/reorganisations/{event.pk}/undo/", {"reason": "Not after all"})
            assert answer.status_code == 422
        assert Reorganisation.objects.get().state == State.DONE
