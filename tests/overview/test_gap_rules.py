"""The rules about gaps: of each one a case that is a gap, what closes it, and what is none. Pure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from overview.gaps.facts import (
    PRESSING,
    SOMEDAY,
    TO_SETTLE,
    AccessFact,
    Facts,
    LinkFact,
    PersonFact,
    UnitFact,
)
from overview.gaps.rules import RULES, gaps_of

TODAY = date(2026, 11, 16)
OLD = TODAY - timedelta(days=400)
NAMED = frozenset({"head", "deputy", "ambassador"})
A, B, C = 1, 2, 3


def unit(number, **facts):
    settled = {"named": NAMED, "answered": NAMED, "callable": True, "linked": True}
    return UnitFact(number, f"U{number}", f"Unit {number}", **settled | facts)


def link(consumer=A, provider=B, number=7, **facts):
    return LinkFact(number, consumer, provider, **{"criticality": 5} | facts)


CONFIRMED = {"consumer_confirmed": True, "provider_confirmed": True}
TRIED = {"fallback": "By hand", "tested_on": TODAY, **CONFIRMED}


def facts(*units, **kwargs):
    return Facts(TODAY, {one.id: one for one in units}, **kwargs)


def found(rule, given):
    [one] = [one for one in RULES if one.code == rule]
    return list(one.find(given))


def only(rule, given):
    [gap] = found(rule, given)
    return gap


class TestConfirmedByOneSideOnly:
    def test_is_a_gap_of_whoever_has_not_confirmed(self):
        gap = only("one_sided", facts(unit(A), unit(B), links=[link(consumer_confirmed=True)]))
        assert (gap.unit, gap.severity, gap.ref) == (B, PRESSING, "7")
        assert gap.what == "Not yet confirmed by Unit 2"
        assert (
            gap.because == "Because Unit 1 needs Unit 2, 5 of 5 critical, and only Unit 1 has confirmed it."
        )

    @pytest.mark.parametrize("said", [CONFIRMED, {}, {"consumer_confirmed": True, "criticality": 3}])
    def test_is_none_once_both_have_or_where_it_is_not_critical(self, said):
        assert not found("one_sided", facts(unit(A), unit(B), links=[link(**said)]))


class TestNobodyToCall:
    def test_is_a_gap_where_neither_side_has_a_number(self):
        gap = only("nobody_to_call", facts(unit(A, callable=False), unit(B, callable=False), links=[link()]))
        assert (gap.unit, gap.severity, gap.to, gap.ref) == (B, PRESSING, "people", "U2")

    def test_is_closed_by_one_number_on_either_side(self):
        for one, other in ((True, False), (False, True)):
            assert not found(
                "nobody_to_call", facts(unit(A, callable=one), unit(B, callable=other), links=[link()])
            )

    def test_speaks_of_the_side_that_somebody_looks_after(self):
        units = unit(A, callable=False), unit(B, callable=False, begun=False)
        assert only("nobody_to_call", facts(*units, links=[link()])).unit == A


class TestNobodyNamed:
    def test_is_one_gap_that_lists_who_is_missing(self):
        nobody = unit(A, named=frozenset(), answered=frozenset(), depth="standard", importance=3)
        gap = only("nobody_named", facts(nobody))
        assert gap.what == "No head, deputy or security ambassador named yet"
        assert gap.because == (
            "Because its importance is 3 of 5 and nobody is named as head, deputy or security ambassador."
        )
        assert (gap.severity, gap.step) == (TO_SETTLE, "Name a head")

    def test_asks_a_light_record_for_no_ambassador(self):
        assert not found("nobody_named", facts(unit(A, answered=frozenset({"head", "deputy"}))))
        deep = unit(A, answered=frozenset({"head", "deputy"}), depth="standard")
        assert only("nobody_named", facts(deep)).what == "No security ambassador named yet"

    def test_whoever_answers_from_above_is_enough_but_for_the_head_of_what_is_important(self):
        small = unit(A, named=frozenset(), importance=3)
        assert not found("nobody_named", facts(small))
        gap = only("nobody_named", facts(replace(small, importance=4)))
        assert gap.severity == TO_SETTLE
        assert gap.because.endswith("nobody is named as head; only the head above answers for it.")

    def test_presses_where_nobody_at_all_heads_what_is_important(self):
        assert (
            only(
                "nobody_named", facts(unit(A, answered=frozenset(), named=frozenset(), importance=5))
            ).severity
            == 3
        )
        deputy = only("nobody_named", facts(unit(A, answered=frozenset({"head"}), importance=5)))
        assert deputy.severity == SOMEDAY


class TestSinglePointOfFailure:
    def many(self, **facts_of_links):
        return facts(
            *(unit(number) for number in range(1, 7)),
            links=[link(number, 6, number, **facts_of_links) for number in range(1, 6)],
        )

    def test_is_what_many_need_critically_and_no_fallback_was_tried(self):
        gap = only("single_point", self.many())
        assert (gap.unit, gap.severity) == (6, PRESSING)
        assert (
            gap.because
            == "Because 5 departments need it critically and no fallback was tried in the last year."
        )
        assert len(gap.evidence) == 5

    def test_is_closed_by_fallbacks_that_were_tried(self):
        assert not found("single_point", self.many(**TRIED))
        assert found("single_point", self.many(**TRIED | {"tested_on": OLD}))

    def test_is_what_holds_others_together(self):
        chain = facts(unit(A), unit(B), unit(C), links=[link(A, B, 1), link(B, C, 2)])
        gap = only("single_point", chain)
        assert (gap.unit, gap.severity) == (B, TO_SETTLE)
        assert not found("single_point", facts(unit(A), unit(B), links=[link()]))


class TestCircle:
    def test_names_who_is_in_it(self):
        gap = only("circle", facts(unit(A), unit(B, importance=5), links=[link(A, B, 1), link(B, A, 2)]))
        assert (gap.unit, gap.evidence, gap.key) == (B, ("Unit 1", "Unit 2"), "circle:1-2")

    def test_is_none_over_what_is_not_critical(self):
        weak = link(B, A, 2, criticality=3)
        assert not found("circle", facts(unit(A), unit(B), links=[link(A, B, 1), weak]))


class TestHighRiskUpstream:
    def test_is_a_gap_of_the_provider(self):
        gap = only("risky_provider", facts(unit(A, importance=4, risk=2), unit(B, risk=4), links=[link()]))
        assert (gap.unit, gap.severity) == (B, TO_SETTLE)
        assert gap.because == "Because its risk is high and Unit 1 needs it critically."

    @pytest.mark.parametrize(
        ("consumer", "provider"), [({"importance": 3}, {"risk": 5}), ({"importance": 5}, {"risk": 3})]
    )
    def test_is_none_where_either_matters_less(self, consumer, provider):
        assert not found("risky_provider", facts(unit(A, **consumer), unit(B, **provider), links=[link()]))


class TestRestrictedData:
    def test_should_not_flow_to_higher_risk(self):
        gap = only(
            "downhill", facts(unit(A, risk=4), unit(B, risk=2), links=[link(classification="restricted")])
        )
        assert gap.unit == A

    @pytest.mark.parametrize(("kind", "risk"), [("internal", 4), ("restricted", 2), ("restricted", None)])
    def test_may_flow_to_what_is_as_safe(self, kind, risk):
        assert not found(
            "downhill", facts(unit(A, risk=risk), unit(B, risk=2), links=[link(classification=kind)])
        )


class TestImportantAndAlone:
    def test_without_a_dependency_or_anybody_to_call(self):
        gap = only("silo", facts(unit(A, importance=5, linked=False, callable=False)))
        assert gap.because == (
            "Because its importance is 5 of 5 and no dependency is known and nobody can be called about it."
        )
        assert only("silo", facts(unit(A, importance=4, callable=False))).to == "people"

    def test_is_closed_by_both_and_none_where_it_matters_less(self):
        assert not found("silo", facts(unit(A, importance=5)))
        assert not found("silo", facts(unit(A, importance=3, linked=False, callable=False)))


def test_a_record_of_which_less_than_half_is_known_is_thin():
    assert only("thin_record", facts(unit(A, known=5, asked=12))).severity == SOMEDAY
    assert only("thin_record", facts(unit(A, known=5, asked=27, depth="full"))).severity == TO_SETTLE
    assert not found("thin_record", facts(unit(A, known=6, asked=12)))


def test_units_nobody_has_begun_are_one_gap_together():
    many = [unit(number, begun=False, named=frozenset(), answered=frozenset(), callable=False, linked=False,
                 importance=5, asked=12) for number in range(1, 900)]  # fmt: skip
    [gap] = gaps_of(facts(*many))
    assert (gap.rule, gap.severity, gap.what) == ("not_begun", SOMEDAY, "899 departments not begun")
    assert not found("not_begun", facts(unit(A)))


def test_too_much_on_one_person_counts_what_nobody_else_holds():
    ana = PersonFact(1, "Ana Silva", ("Head of Sales", "Head of Payroll", "Deputy of Treasury"))
    gap = only("too_many", facts(people=[ana]))
    assert gap.what == "Ana Silva alone holds 3 critical responsibilities"
    assert gap.because == "Because nobody else is head of Sales, head of Payroll and deputy of Treasury."
    assert gap.unit is None
    assert not found("too_many", facts(people=[replace(ana, critical=ana.critical[:2])]))


def test_responsibility_and_access_that_disagree_are_one_gap_a_unit():
    cases = ("Ana Silva is head and may not act for it", "Max Weber may act for it and left on 3 May")
    gap = only("access", facts(unit(A), access=[AccessFact(A, cases)]))
    assert gap.because == "Because Ana Silva is head and may not act for it, and 1 other case."
    assert gap.evidence == cases
    assert not found("access", facts(unit(A), access=[AccessFact(A, ())]))
    assert not found("access", facts(unit(A, begun=False), access=[AccessFact(A, cases)]))


class TestANumber:
    def person(self, confirmed, **kwargs):
        return PersonFact(
            1, "Ana Silva", (), (A,), **{"phone": "4711"} | kwargs, phone_confirmed_on=confirmed
        )

    def test_not_confirmed_for_a_year(self):
        gap = only("old_number", facts(unit(A), people=[self.person(OLD)]))
        assert (gap.unit, gap.severity) == (A, SOMEDAY)
        assert "was last confirmed on" in gap.because
        assert "was never confirmed" in only("old_number", facts(unit(A), people=[self.person(None)])).because

    def test_is_none_once_confirmed_or_where_there_is_no_number(self):
        assert not found("old_number", facts(unit(A), people=[self.person(TODAY)]))
        assert not found("old_number", facts(unit(A), people=[self.person(OLD, phone="")]))
