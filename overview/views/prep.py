"""The prep sheet of a talk, on the screen and as PDF; `?share=1` is the form that may be handed out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from overview.room import prep
from overview.views.room import room_of


@requires("dialogues.view_talk")
@require_safe
def session_prep(request, pk: int):
    return render(request, "overview/room/prep.html", prep.sheet(room_of(request, pk)))


@requires("dialogues.view_talk")
@require_safe
def session_prep_pdf(request, pk: int):
    room = room_of(request, pk)
    answer = HttpResponse(prep.paper(room), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="talk-{pk}-prep{"-shared" if room.share else ""}.pdf"'
    return answer
