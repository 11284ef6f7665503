"""Talking with htmx: is a part of the page enough, what to tell the page besides, and where sign-in ran out."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.vary import vary_on_headers

vary_on_htmx = vary_on_headers("HX-Request")


def wants_part(request, target: str = "") -> bool:
    """Whether the answer replaces a part of a page: of the element `target`, where one is named.

    Going back in the browser asks for the whole page, whatever was swapped before.
    """
    asked = request.headers
    if asked.get("HX-Request") != "true" or asked.get("HX-History-Restore-Request") == "true":
        return False
    if asked.get("HX-Boosted") == "true":
        return False
    return not target or asked.get("HX-Target") == target


def _trigger(response, events: dict):
    known = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps({**known, **events})
    return response


def changed(response, *names: str):
    """Names what a change touched; sections of the page that show it re-read themselves."""
    return _trigger(response, {f"changed:{name}": True for name in names})


def say(response, text: str, level: str = "success", undo: str = ""):
    """A message for the person, beside the swapped part. Levels are those of Django's messages; `undo` is where a
    POST takes back what it tells."""
    return _trigger(response, {"srrm:say": {"text": text, "level": level} | ({"undo": undo} if undo else {})})


def go(request, to, *args, **kwargs):
    """A redirect of the whole page, whether the form was sent by htmx or by the browser."""
    url = resolve_url(to, *args, **kwargs)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def answered(request, text: str, *names: str, to: str, level: str = "success"):
    """The answer to a small change on a page, or to one refused (`level` "error"): what came of it, and which parts
    of the page read themselves again. Without htmx one is at the address `to`."""
    if wants_part(request):
        return changed(say(HttpResponse(status=204), text, level), *names)
    messages.add_message(request, getattr(messages, level.upper()), text)
    return go(request, to)


class SignInMiddleware:
    """Where a session has run out, sends the whole page to sign-in instead of swapping the sign-in page in.

    Stands before whatever redirects to sign-in. One comes back to the page one was on.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        by_htmx = request.headers.get("HX-Request") == "true"
        by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        if response.status_code != 302 or not (by_htmx or by_script):
            return response
        sign_in = resolve_url(settings.LOGIN_URL)
        if urlsplit(response.headers["Location"]).path != sign_in:
            return response
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = page.path + (f"?{page.query}" if page.query else "")
        to = (
            f"{sign_in}?{urlencode({'next': back})}"
            if back.startswith("/") and back[1:2] not in ("/", "\\")
            else sign_in
        )
        return HttpResponse(status=401, headers={"HX-Redirect": to})
