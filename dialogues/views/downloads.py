"""Talks, promises, what we heard and cases as files: what the present list shows."""

from django.views.decorators.http import require_safe

from accounts.access import requires
from common import downloads
from common.past import past_days
from dialogues.heard_list import HeardList
from dialogues.promise_list import PromiseList
from dialogues.scenario_list import ScenarioList
from dialogues.talk_list import TalkList


@requires("dialogues.view_talk")
@require_safe
@past_days
def talks(request, ending: str):
    return downloads.shown(TalkList(request), ending, name="talks", title="Talks")


@requires("dialogues.view_talk")
@require_safe
@past_days
def promises(request, ending: str):
    return downloads.shown(PromiseList(request), ending, name="promises", title="Promises")


@requires("dialogues.view_talk")
@require_safe
@past_days
def heard(request, ending: str):
    return downloads.shown(HeardList(request), ending, name="heard", title="What we heard")


@requires("dialogues.view_library")
@require_safe
@past_days
def scenarios(request, ending: str):
    return downloads.shown(ScenarioList(request), ending, name="cases", title="Cases")
