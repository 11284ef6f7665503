"""Who uses an embedded server: started under a lock by the first process, stopped by the last one.

The count of users is the kernel's: each process holds a shared flock on `users.lock`, so a process that was
killed is never counted. Whoever can turn its lock into an exclusive one was the last.
"""

import atexit
import contextlib
import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path


class SharedServer:
    """One embedded server as this process sees it."""

    def __init__(
        self, folder: Path, *, is_up: Callable[[], bool], start: Callable[[], None], stop: Callable[[], None]
    ):
        self.folder = folder
        self._is_up, self._start, self._stop = is_up, start, stop
        self._users: int | None = None
        self._guard = threading.RLock()
        os.register_at_fork(after_in_child=self._after_fork)
        atexit.register(self.release)

    def ensure(self, *, again: bool = False) -> None:
        """Count this process as a user and have the server running; costs nothing the second time.

        `again` looks even then whether it still runs, for callers that lost their connection.
        """
        if self._users is not None:
            if again:
                self.start_if_down()
            return
        with self._guard:
            if self._users is not None:
                return
            users = self._open("users.lock")
            # Waits here while the last user is stopping the server; from here on nobody stops it under us.
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start_if_down()
            except BaseException:
                os.close(users)
                raise
            self._users = users

    def start_if_down(self) -> None:
        """Start the server unless it answers; racing callers wait for the one that starts it."""
        if self._is_up():
            return
        starting = self._open("start.lock")
        try:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not self._is_up():
                self._start()
        finally:
            os.close(starting)

    def release(self) -> None:
        """Give the server up; stop it when nobody else uses it."""
        with self._guard:
            users, self._users = self._users, None
            if users is None:
                return
            try:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()
            finally:
                os.close(users)

    def _open(self, name: str) -> int:
        return os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _after_fork(self) -> None:
        # The inherited descriptor shares the parent's lock: upgrading it would take the parent's away, and
        # keeping it would outlive the parent's. So the child takes one of its own.
        self._guard = threading.RLock()
        inherited, self._users = self._users, None
        if inherited is None:
            return
        own = self._open("users.lock")
        try:
            fcntl.flock(own, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:  # the parent has just been the last user; the next ensure() begins anew
            os.close(own)
        else:
            self._users = own
        # Only now: as long as it is open, a parent that stopped the server still holds its exclusive lock.
        os.close(inherited)
