"""What was done since is never lost by undoing: it is named, and the undoing refused."""

import pytest

from common.history import recording
from common.history.undoing import CannotUndo, plan_undo, undo
from tests.common.history.test_undoing import rows
from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory, UnitObligationFactory

pytestmark = pytest.mark.django_db


class TestWhatWouldBeLost:
    def refused(self, group, by) -> list:
        before = rows()
        with pytest.raises(CannotUndo) as caught:
            undo(group, by=by, reason="No")
        assert rows() == before
        return [(later.label, later.actor) for later in caught.value.later]

    def test_a_later_edit_of_what_was_changed(self, save, by):
        unit = UnitFactory(name="Payroll")
        with save() as done:
            unit.headcount = 3
            unit.save()
        with recording(by=UserFactory(name="Bo"), reason="Since") as since:
            unit.purpose = "Pays"
            unit.save()
        [later] = plan_undo(done.group).later
        assert (later.label, later.actor, later.group, later.at) == ("Payroll", "Bo", since.group, since.at)
        assert self.refused(done.group, by) == [("Payroll", "Bo")]

    def test_a_later_removal(self, save, by):
        unit = UnitFactory(name="Payroll")
        with save() as done:
            unit.headcount = 3
            unit.save()
        with recording(by=UserFactory(name="Bo"), reason="Since"):
            unit.delete()
        assert self.refused(done.group, by) == [("Payroll", "Bo")]

    def test_what_was_hung_on_to_it_since(self, save, by):
        with save() as done:
            unit = UnitFactory(name="Payroll")
        with recording(by=UserFactory(name="Bo"), reason="Since"):
            UnitObligationFactory(unit=unit, obligation__name="GDPR")
            UnitFactory(name="Below", parent=unit)
        assert self.refused(done.group, by) == [("Below", "Bo"), ("GDPR binds Payroll", "Bo")]

    def test_what_it_would_refer_to_again_is_gone(self, save, by):
        old = UnitFactory(name="Old home")
        unit = UnitFactory(parent=old)
        with save() as done:
            unit.parent = None
            unit.save()
        with recording(by=UserFactory(name="Bo"), reason="Since"):
            old.delete()
        assert self.refused(done.group, by) == [("Old home", "Bo")]

    def test_a_name_taken_by_another_since(self, save, by):
        unit = UnitFactory(code="A")
        with save() as done:
            unit.code = "B"
            unit.save()
        UnitFactory(code="A")
        with pytest.raises(CannotUndo, match="something else has taken it"):
            undo(done.group, by=by, reason="No")
        unit.refresh_from_db()
        assert unit.code == "B"

    def test_undoing_twice(self, save, by):
        unit = UnitFactory(name="Payroll")
        with save() as done:
            unit.headcount = 3
            unit.save()
        undo(done.group, by=by, reason="No")
        assert self.refused(done.group, by) == [("Payroll", "Ana")]

    def test_undoing_twice_what_had_removed(self, save, by):
        unit = UnitFactory(name="Payroll")
        with save() as done:
            unit.delete()
        undo(done.group, by=by, reason="No")
        assert self.refused(done.group, by) == [("Payroll", "Ana")]
