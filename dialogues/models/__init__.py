from dialogues.models.framework import Edition, Framework, Question
from dialogues.models.library import Scenario, Term
from dialogues.models.outcome import AgendaItem, Commitment, Insight, InsightTheme, Theme, Topic
from dialogues.models.series import QuietTime, Series, SeriesParticipant, SeriesUnit
from dialogues.models.session import Draft, FeedToken, Participation, Session, SessionUnit

__all__ = [
    "AgendaItem",
    "Commitment",
    "Draft",
    "Edition",
    "FeedToken",
    "Framework",
    "Insight",
    "InsightTheme",
    "Participation",
    "Question",
    "QuietTime",
    "Scenario",
    "Series",
    "SeriesParticipant",
    "SeriesUnit",
    "Session",
    "SessionUnit",
    "Term",
    "Theme",
    "Topic",
]
