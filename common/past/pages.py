"""Pages that can be read as of a past day: `@past_days`, beneath `@requires`."""

from functools import wraps

from django.http import HttpResponse, StreamingHttpResponse

from common import asof
from common.asof import AsOf, NoSuchDay
from common.past.links import on_that_day
from common.past.looking import looked_at


def past_days(view):
    """Answers `?as_of=` with the page of that day. What is no day of the past is left to the view, which shows today
    and says why: `request.as_of` is the moment, `request.no_such_day` the sentence."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        request.knows_past_days = True
        request.no_such_day = ""
        try:
            request.as_of = asof.of_request(request) if request.method in ("GET", "HEAD") else AsOf()
        except NoSuchDay as problem:
            request.as_of, request.no_such_day = AsOf(), str(problem)
        if not request.as_of:
            return view(request, *args, **kwargs)
        with looked_at(request.as_of):
            return _as_it_was(view(request, *args, **kwargs), request)

    asked.knows_past_days = True
    return asked


def _as_it_was(response: HttpResponse, request) -> HttpResponse:
    if response.streaming:
        return _streamed(response, request.as_of)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.content = on_that_day(response.content.decode(), request.as_of.day).encode()
    return response


def _streamed(response: StreamingHttpResponse, as_of: AsOf) -> StreamingHttpResponse:
    """What is written while it is read is read after the view has answered."""
    pieces = response.streaming_content

    def read():
        with looked_at(as_of):
            yield from pieces

    response.streaming_content = read()
    return response
