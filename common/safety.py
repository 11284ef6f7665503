"""What holds for every request and every answer, whichever page is asked for."""

from django.http import Http404


class NoStoreMiddleware:
    """Keeps pages out of every cache: after signing out, nobody finds them by going back, nor on the disk.

    Files of the browser are served before this is reached and stay cacheable.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class AddressMiddleware:
    """Nothing is found at an address with a NUL byte in it; the database would refuse to look."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\0" in request.path:
            raise Http404("No address holds a NUL byte.")
