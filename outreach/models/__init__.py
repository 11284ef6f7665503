from outreach.models.message import Message, State
from outreach.models.preference import Digest, Preference

__all__ = ["Digest", "Message", "Preference", "State"]
