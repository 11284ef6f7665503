"""Handing mail to the mail server, and what its answers mean: taken, not now, never, or nobody there."""

import contextlib
import smtplib

from django.core.mail import BadHeaderError, EmailMessage, get_connection

MOST_ON_ONE_CONNECTION = 100
TOO_LARGE = 552


class Away(Exception):
    """Nobody takes mail just now, whichever mail it is."""


class Later(Exception):
    """This mail was not taken, or it is not known whether it was."""


class Never(Exception):
    """The server will not take this mail however often it is asked."""


class Courier:
    """One connection for many mails. It is opened before a mail is claimed, so that what the opening takes is no part
    of the lease; after any trouble the next mail gets a new one."""

    def __init__(self):
        self._connection = None
        self._carried = 0

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._close()

    @property
    def is_ready(self) -> bool:
        return self._connection is not None and self._carried < MOST_ON_ONE_CONNECTION

    def open(self) -> None:
        """Raises Away where there is no mail server to speak to."""
        self._close()
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise Away(f"The mail server could not be reached: {said(problem)}") from problem
        self._connection, self._carried = connection, 0

    def hand_over(self, mail: EmailMessage) -> None:
        """Raises Later or Never where the server did not say that it took the mail."""
        try:
            self._connection.send_messages([mail])
        except (OSError, smtplib.SMTPException) as problem:
            self._close()
            raise _meaning(problem) from problem
        except (BadHeaderError, ValueError) as problem:
            raise Never(f"No mail could be made of it: {problem}") from problem
        self._carried += 1

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        # What goes wrong while hanging up changes nothing.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            if connection is not None:
                connection.close()


def _meaning(problem: Exception) -> Exception:
    code = _answer(problem)[0]
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        text = f"The mail server refused the address: {said(problem)}"
    else:
        text = f"The mail server did not take it: {said(problem)}"
    # Who refuses us as a sender refuses every mail: somebody can settle that, and then this one goes out.
    ours = isinstance(problem, smtplib.SMTPSenderRefused) and code != TOO_LARGE
    return Never(text) if code >= 500 and not ours else Later(text)


def _answer(problem: Exception) -> tuple[int, str]:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, text = problem.smtp_code, problem.smtp_error
    else:
        return 0, ""
    return code, text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def said(problem: Exception) -> str:
    """The server's own words, else what happened."""
    code, text = _answer(problem)
    if code:
        return f"{code} {' '.join(text.split())}"[:400]
    if isinstance(problem, TimeoutError):
        return "it did not answer in time"
    text = getattr(problem, "strerror", "") or str(problem)
    return (" ".join(text.split()) or type(problem).__name__)[:400]
