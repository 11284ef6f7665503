"""Every address of the product with something to put into its gaps, for the laws that walk them all."""

import re

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Address -> what stands in its gaps, by the names of `sampled` (tests/fixtures/samples.py).
GAPS = {
    "user_edit": ("user",), "user_deactivate": ("user",), "user_reactivate": ("user",),
    "user_invite_again": ("user",), "user_unlink": ("user",),
    "account_confirm_email": ("word",), "account_reset_password_from_key": ("word", "word"),
    "openid_connect_login": ("word",), "openid_connect_callback": ("word",),
    "units:edit": ("unit",), "units:move": ("unit",), "units:bind_obligation": ("unit",),
    "units:release_obligation": ("unit", "binding"), "units:risk": ("unit",), "units:risk_end": ("unit",),
    "units:suggestion": ("unit", "field"), "units:unpin": ("unit", "field"),
    "obligation": ("obligation",), "obligation_edit": ("obligation",), "obligation_delete": ("obligation",),
    "incident": ("incident",), "incident_edit": ("incident",),
    "asset": ("asset",), "asset_edit": ("asset",), "asset_remove": ("asset",),
    "process": ("process",), "process_edit": ("process",), "process_impact": ("process",),
    "process_remove": ("process",), "dependency_edit": ("dependency",), "dependency_remove": ("dependency",),
    "dependencies_import_detail": ("dependency_import",), "dependencies_import_apply": ("dependency_import",),
    "dependencies_import_undo": ("dependency_import",), "dependencies_import_closing": ("dependency_import",),
    "dependencies_import_bad_rows": ("dependency_import",),
    "dependencies_import_again": ("dependency_import",),
    "dependencies_import_mapping": ("dependency_import",),
    "dependencies_import_reading": ("dependency_import",), "dependency_confirm": ("dependency",),
    "dependency_settle": ("dependency",), "unit_value": ("unit",), "unit_hurts": ("unit",), "asset_add": ("unit",),
    "process_add": ("unit",), "dependency_add": ("unit",), "dependency_accept": ("unit",),
    "assets_import_detail": ("asset_import",), "assets_import_apply": ("asset_import",),
    "assets_import_undo": ("asset_import",), "assets_import_closing": ("asset_import",),
    "assets_import_bad_rows": ("asset_import",),
    "assets_import_again": ("asset_import",),
    "assets_import_mapping": ("asset_import",),
    "assets_import_reading": ("asset_import",), "processes_import_detail": ("process_import",),
    "processes_import_apply": ("process_import",),
    "processes_import_undo": ("process_import",), "processes_import_closing": ("process_import",),
    "processes_import_bad_rows": ("process_import",),
    "processes_import_again": ("process_import",), "processes_import_mapping": ("process_import",),
    "processes_import_reading": ("process_import",),
    "successions_import_detail": ("succession_import",), "successions_import_apply": ("succession_import",),
    "successions_import_undo": ("succession_import",), "successions_import_closing": ("succession_import",),
    "successions_import_bad_rows": ("succession_import",),
    "successions_import_again": ("succession_import",),
    "successions_import_mapping": ("succession_import",),
    "successions_import_reading": ("succession_import",),
    "change": ("group",), "unit_history": ("unit",), "unit_version": ("unit", "version"),
    "reorganisation": ("reorganisation",), "reorganisation_undo": ("reorganisation",),
    "reorganisation_edit": ("prepared_reorganisation",), "reorganisation_cancel": ("prepared_reorganisation",),
    "unit_close": ("unit",), "unit_reopen": ("unit",), "department": ("unit",),
    "map_panel": ("unit",), "desk:job": ("job",),
    "desk:views": ("listing",), "desk:view_edit": ("saved_view",), "desk:view_begin": ("saved_view",),
    "desk:view_share": ("saved_view",), "desk:view_delete": ("saved_view",), "desk:view_put_back": ("saved_view",),
    "outreach:message": ("message",), "outreach:retry": ("message",), "outreach:stop": ("message",),
    "evidence_download": ("evidence",),
    "practice_edit": ("practice",), "practice_move": ("practice",), "practice_retire": ("practice",),
    "unit_practices": ("unit",), "unit_practice": ("unit", "practice"), "assessment_new": ("unit", "practice"),
    "assessment_edit": ("unit", "assessment"), "assessment_remove": ("unit", "assessment"),
    "unit_reviews": ("unit",), "review": ("cycle", "unit"), "review_answer": ("cycle", "unit"),
    "review_settle": ("cycle", "unit"), "review_delegate": ("cycle", "unit"), "review_not_mine": ("cycle", "unit"),
    "review_part": ("cycle", "unit", "part"),
    "reviews:cycle": ("cycle",), "reviews:edit": ("planned_cycle",), "reviews:drop": ("planned_cycle",),
    "reviews:rehearsal": ("planned_cycle",), "reviews:settle": ("planned_cycle",), "reviews:open": ("planned_cycle",),
    "reviews:nudge": ("cycle",), "reviews:reassign": ("cycle",), "reviews:close": ("cycle",),
    "reviews:export_csv": ("cycle",),
    "reviews:export_xlsx": ("cycle",), "reviews:summary": ("closed_cycle",), "reviews:summary_json": ("closed_cycle",),
    "impact": ("unit",), "call_sheet_open": ("unit",), "call_sheet": ("call_sheet",), "call_tick": ("call_sheet",),
    "call_sheet_close": ("call_sheet",), "call_sheet_incident": ("call_sheet",), "incident_calls": ("incident",),
    "unit_sheet": ("unit",), "unit_sheet_pdf": ("unit",), "value_undo": ("unit", "group"),
    "contacts:import_detail": ("people_import",), "contacts:import_apply": ("people_import",),
    "contacts:import_undo": ("people_import",), "contacts:import_closing": ("people_import",),
    "contacts:import_bad_rows": ("people_import",),
    "contacts:import_again": ("people_import",),
    "contacts:import_mapping": ("people_import",),
    "contacts:import_reading": ("people_import",), "contacts:card_vcf": ("contact",),
    "contacts:person": ("contact",), "contacts:edit": ("contact",), "contacts:confirm_phone": ("contact",),
    "contacts:absence_new": ("contact",), "contacts:absence_edit": ("contact", "absence"),
    "contacts:absence_remove": ("contact", "absence"),
    "contacts:function_edit": ("function",), "contacts:function_retire": ("function",),
    "contacts:redact": ("leaver",),
    "unit_people": ("unit",), "unit_assign": ("unit",), "contacts:assignment_edit": ("assignment",),
    "contacts:assignment_end": ("assignment",), "contacts:leave": ("contact",), "contacts:here_again": ("leaver",),
    "contacts:access_settle": ("unit",), "contacts:merge": ("contact", "leaver"),
    "contacts:distinct": ("contact", "leaver"), "contacts:unmerge": ("merged",),
    "call:card": ("unit",), "call:number": ("unit", "contact"), "call:edit": ("unit", "purpose"),
    "call:usual": ("unit", "purpose"), "contacts:stance": ("contact",),
    "contacts:stance_remove": ("contact", "stance"),
    "promise": ("commitment",), "promise_edit": ("commitment",), "promise_answer": ("commitment",),
    "promise_undo": ("commitment",), "promise_ask": ("their_commitment",),
    "topic_withdraw": ("topic",), "topic_return": ("topic",),
    "session_close": ("held_session",), "session_correct": ("closed_session",), "session_minutes": ("closed_session",),
    "heard_one": ("insight",), "theme": ("theme",),
    "dialogues:series": ("series",), "dialogues:series_edit": ("series",), "dialogues:series_end": ("series",),
    "dialogues:session_move": ("session",), "dialogues:session_cancel": ("session",),
    "dialogues:session_missed": ("session",), "dialogues:talk_ics": ("session",),
    "dialogues:quiet_edit": ("quiet_time",), "dialogues:quiet_remove": ("quiet_time",),
    "units:import_detail": ("import",), "units:import_apply": ("import",),
    "units:import_undo": ("applied_import",), "units:import_closing": ("import",),
    "units:import_bad_rows": ("import",),
    "units:import_again": ("import",), "units:import_mapping": ("import",),
    "units:import_reading": ("import",),
    "session": ("held_session",), "session_open": ("session",), "session_item": ("held_session", "agenda_item"),
    "session_attendance": ("held_session",), "session_draft": ("held_session",), "session_keep": ("held_session",),
    "session_lines": ("held_session",), "session_prep": ("session",), "session_prep_pdf": ("session",),
    "objective_edit": ("objective",), "objective_retire": ("objective",), "term_edit": ("term",),
    "term_remove": ("term",), "dialogues:template": ("template",), "dialogues:template_edit": ("template",),
    "dialogues:template_retire": ("template",), "dialogues:template_compare": ("template",),
    "dialogues:template_draft": ("template",), "dialogues:question_new": ("template",),
    "dialogues:template_publish": ("template",), "dialogues:template_discard": ("template",),
    "dialogues:question_edit": ("question",), "dialogues:question_move": ("question",),
    "dialogues:question_remove": ("question",), "dialogues:scenario": ("scenario",),
    "dialogues:scenario_edit": ("scenario",), "dialogues:scenario_retire": ("scenario",),
    "dialogues:library_undo": ("group",), "units_together_undo": ("together",),
    "assets_together_undo": ("together",), "dependencies_together_undo": ("together",),
    "contacts:together_undo": ("together",), "promises_together_undo": ("together",),
}  # fmt: skip


def walk(patterns=None, namespace="", route="/"):
    """(name, callback) of every address; one without a name is given by its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + re.sub(r"[\^$]", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield (f"{namespace}{pattern.name}" if pattern.name else here), pattern.callback


def address_of(name: str, samples: dict) -> str:
    """The address of that name with its gaps filled."""
    if name.startswith("/"):
        return name
    return reverse(name, args=[samples[gap] for gap in GAPS.get(name, ())])
