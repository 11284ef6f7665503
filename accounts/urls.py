"""Addresses of the people who sign in; signing in itself is the sign-in library's, less what is closed here."""

from django.urls import path

from accounts import closed
from accounts.views import invitation, own, people, steps
from common.downloads import pages

urlpatterns = [
    path("", own.accounts_home, name="accounts_home"),
    path("me/", own.account, name="account"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("users/", people.users, name="users"),
    *pages(people.users_export, name="users_export", at="users/"),
    path("users/invite/", people.user_invite, name="user_invite"),
    path("users/<int:pk>/", people.user_edit, name="user_edit"),
    path("users/<int:pk>/deactivate/", steps.user_deactivate, name="user_deactivate"),
    path("users/<int:pk>/reactivate/", steps.user_reactivate, name="user_reactivate"),
    path("users/<int:pk>/invite-again/", steps.user_invite_again, name="user_invite_again"),
    path("users/<int:pk>/unlink/", steps.user_unlink, name="user_unlink"),
    *closed.urlpatterns,
]
