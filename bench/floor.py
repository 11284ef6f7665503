"""The floor: the least that Django needs to show 50 rows or to write one with its history."""

from django.db import transaction
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from accounts.access import open_to_anyone
from common.history import recording
from units.models import Unit


@open_to_anyone
def page(request):
    """One query that an index answers, 50 rows, a small template; no sign-in, no count."""
    return render(request, "floor.html", {"units": Unit.objects.order_by(Lower("name"), "id")[:50]})


@csrf_exempt
@open_to_anyone
def create(request):
    """A bare write: one new row and its version in a transaction. Nothing is checked, nobody is asked."""
    with transaction.atomic(), recording(actor="bench", reason="Bare write"):
        Unit(code=request.POST["code"], name=request.POST["name"], headcount=12).save()
    return HttpResponse(status=204)


@csrf_exempt
@open_to_anyone
def edit(request, pk):
    """A bare write: one changed row and its version in a transaction."""
    with transaction.atomic(), recording(actor="bench", reason="Bare write"):
        unit = Unit.objects.get(pk=pk)
        unit.headcount = int(request.POST["headcount"])
        unit.save()
    return HttpResponse(status=204)
