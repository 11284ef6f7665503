"""Django's Redis cache on the embedded server. LOCATION names the folder of its data."""

from pathlib import Path

from django.core.cache.backends.redis import RedisCache
from django.utils.functional import cached_property

from . import redis


class EmbeddedRedisCache(RedisCache):
    """Starts the server on first use."""

    def __init__(self, folder: str, params: dict):
        self._data = Path(folder)
        super().__init__(f"unix://{redis.socket_path(self._data)}?db={redis.CACHE}", params)

    @cached_property
    def _cache(self):
        redis.server(self._data).ensure()
        return self._class(self._servers, **self._options)
