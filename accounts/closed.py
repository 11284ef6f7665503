"""Pages that the sign-in library has and this product does not: everything a person does to their own account
that is the administrator's to do here. The list is complete; each says what to do instead."""

from django.shortcuts import render
from django.urls import re_path

from accounts.access import open_to_anyone

INVITED = "People are invited by an administrator; nobody signs up. Ask yours for an invitation."
EMAIL = "Your e-mail address is kept by your administrator. Ask them when it changes."
LINKED = "Single sign-on is linked by itself when you first use it. Your administrator can unlink it."

# pattern below /accounts/: what to do instead
CLOSED = {
    r"^signup/": INVITED,
    r"^3rdparty/signup/": INVITED,
    r"^social/": LINKED,
    r"^3rdparty/$": LINKED,
    r"^email/": EMAIL,
}


def closed(instead: str):
    """A view that says `instead` and that there is no such page."""

    @open_to_anyone
    def no_such_page(request):
        return render(request, "accounts/closed.html", {"instead": instead}, status=404)

    return no_such_page


urlpatterns = [re_path(pattern, closed(instead)) for pattern, instead in CLOSED.items()]
