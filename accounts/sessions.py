"""Sessions, kept in the database. The one query that every request begins with is put together once."""

from django.contrib.sessions.backends import db
from django.db.models.functions import Now

from common.prepared import Prepared


class SessionStore(db.SessionStore):
    """Django's own, looked up faster."""

    def _get_session_from_db(self):
        found = _LIVE(key=self.session_key)
        if found:
            return found[0]
        self._session_key = None
        return None


def _live(*, key: str):
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=Now())


_LIVE = Prepared(_live)
