"""Bringing in the ready-made objectives, templates, cases and words.

What is there already stays as it is, also where it was given another name since: a thing is recognised by every name
its row ever had. So it can be asked for again at any time.
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from common.history import TrackedModel, recording
from dialogues.choices import FrameworkKind, TermSide
from dialogues.models import Edition, Framework, Question, Scenario, Term
from dialogues.ready_made.aims import AIMS
from dialogues.ready_made.cases import CASES
from dialogues.ready_made.injects import INJECTS
from dialogues.ready_made.shapes import Template, Word
from dialogues.ready_made.templates import TEMPLATES
from dialogues.ready_made.words_business import BUSINESS
from dialogues.ready_made.words_security import SECURITY
from goals.models import Objective

REASON = "Ready-made matter brought in"


@transaction.atomic
def bring(*, by, at: datetime) -> dict[str, int]:
    """Brings in what is not there yet: how many objectives, templates, cases and words that were."""
    _one_at_a_time()
    with recording(by=by, reason=REASON):
        objectives = _objectives()
        aims = _aims()
        return {
            "objectives": objectives,
            "templates": _templates(aims, on=timezone.localdate(at)),
            "cases": _cases(aims),
            "words": _words(SECURITY, TermSide.SECURITY) + _words(BUSINESS, TermSide.BUSINESS),
        }


def _one_at_a_time() -> None:
    """Two who press the button at once would meet in the unique names; the second finds everything there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dialogues.ready_made'))")


def _known(model: type[TrackedModel], field: str) -> dict[str, int]:
    """{every name a row has or had, in small letters: its id} of the rows there are."""
    present = model.objects.values("pk")
    rows = model.history.filter(id__in=present).order_by("history_date").values_list(field, "id")
    return {name.lower(): pk for name, pk in rows}


def _objectives() -> int:
    known = _known(Objective, "name")
    new = [
        Objective(name=aim.name, why=aim.why, function=aim.function, position=10 * place)
        for place, aim in enumerate(AIMS, start=1)
        if aim.name.lower() not in known
    ]
    return len(Objective.objects.bulk_create_with_history(new))


def _aims() -> dict[str, int]:
    """Key of an aim -> its objective, whatever that is called by now."""
    known = _known(Objective, "name")
    return {aim.key: known[aim.name.lower()] for aim in AIMS}


def _templates(aims: dict[str, int], *, on) -> int:
    known = _known(Framework, "code")
    has_core = Framework.objects.filter(kind=FrameworkKind.CORE).exists()
    new = [
        one
        for one in TEMPLATES
        if one.code not in known and not (has_core and one.kind == FrameworkKind.CORE)
    ]
    for template in new:
        _template(template, aims, on=on)
    return len(new)


def _template(template: Template, aims: dict[str, int], *, on) -> None:
    names = ("code", "name", "kind", "minutes", "purpose", "with_core")
    framework = Framework(**{name: getattr(template, name) for name in names})
    framework.save()
    edition = Edition(framework=framework, number=1, published_on=on, note="Ready-made")
    edition.save()
    Question.objects.bulk_create_with_history(
        Question(
            edition=edition,
            position=place,
            text=ask.text,
            help=ask.help,
            minutes=ask.minutes,
            objective_id=aims[ask.serves] if ask.serves else None,
            unit_kind=ask.only_for,
            theme=ask.theme,
        )
        for place, ask in enumerate(template.questions, start=1)
    )


def _cases(aims: dict[str, int]) -> int:
    known = _known(Scenario, "title")
    new = [
        Scenario(
            title=case.title,
            kind=case.kind,
            text=case.text,
            ask=case.ask,
            minutes=case.minutes,
            unit_kinds=list(case.units),
            asset_kinds=list(case.assets),
            themes=list(case.themes),
            objective_id=aims[case.serves],
        )
        for case in (*CASES, *INJECTS)
        if case.title.lower() not in known
    ]
    return len(Scenario.objects.bulk_create_with_history(new))


def _words(words: tuple[Word, ...], side: str) -> int:
    known = _known(Term, "word")
    new = [
        Term(word=one.word, side=side, meaning=one.meaning, also=one.others)
        for one in words
        if one.word.lower() not in known
    ]
    return len(Term.objects.bulk_create_with_history(new))
