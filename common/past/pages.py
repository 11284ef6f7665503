"""Pages that can be read as of a past day: `@past_days`, beneath `@requires`."""

from functools import wraps
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBadRequest, StreamingHttpResponse

from common import asof
from common.asof import AsOf, NoSuchDay
from common.past.beginning import refuse_too_early
from common.past.links import on_that_day
from common.past.looking import looked_at
from common.past.reading import only_to_read


def past_days(view):
    """Answers `?as_of=` with the page of that day. What is no day of the record is left to the view, which shows today
    and says why: `request.as_of` is the moment, `request.no_such_day` the sentence. A file has no place to say it and
    would pass for one of that day, so it is refused."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        request.knows_past_days = True
        request.no_such_day = ""
        try:
            request.as_of = asof.of_request(request) if request.method in ("GET", "HEAD") else AsOf()
            refuse_too_early(request.as_of)
        except NoSuchDay as problem:
            request.as_of, request.no_such_day = AsOf(), str(problem)
        if not request.as_of:
            return _or_refused(view(request, *args, **kwargs), request.no_such_day)
        with looked_at(request.as_of):
            return _as_it_was(view(request, *args, **kwargs), request)

    asked.knows_past_days = True
    return asked


def _or_refused(response: HttpResponse, why: str) -> HttpResponse:
    """A page tells why it shows today; anything else is not given."""
    if not why or response.status_code != HTTPStatus.OK or _is_page(response):
        return response
    return HttpResponseBadRequest(why, content_type="text/plain; charset=utf-8")


def _is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _as_it_was(response: HttpResponse, request) -> HttpResponse:
    if response.streaming:
        return _streamed(response, request.as_of)
    if _is_page(response):
        html = only_to_read(response.content.decode())
        response.content = on_that_day(html, request.as_of.day).encode()
    return response


def _streamed(response: StreamingHttpResponse, as_of: AsOf) -> StreamingHttpResponse:
    """What is written while it is read is read after the view has answered."""
    pieces = response.streaming_content

    def read():
        with looked_at(as_of):
            yield from pieces

    response.streaming_content = read()
    return response
