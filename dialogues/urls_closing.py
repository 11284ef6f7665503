"""Addresses of what comes of a talk: closed, logged in passing, proposed for the next one."""

from django.urls import path

from dialogues.views import closing, minutes, topics, touch

urlpatterns = [
    path("dialogues/sessions/<int:pk>/close/", closing.session_close, name="session_close"),
    path("dialogues/sessions/<int:pk>/correct/", closing.session_correct, name="session_correct"),
    path("dialogues/sessions/<int:pk>/minutes/", minutes.session_minutes, name="session_minutes"),
    path("dialogues/touch/", touch.touch, name="touch"),
    path("dialogues/topics/new/", topics.topic_new, name="topic_new"),
    path("dialogues/topics/<int:pk>/withdraw/", topics.topic_withdraw, name="topic_withdraw"),
    path("dialogues/topics/<int:pk>/return/", topics.topic_return, name="topic_return"),
]
