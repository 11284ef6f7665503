"""What a person put off on their Today page, and until when."""

from datetime import date

from django.conf import settings
from django.db import models


class SnoozeQuerySet(models.QuerySet):
    def put_off(self, user, key: str, *, until: date, today: date) -> None:
        """Hides one item from this person until that day, and forgets what came back by now."""
        self.filter(user=user, until__lte=today).delete()
        self.update_or_create(user=user, key=key, defaults={"until": until})

    def keys(self, user, *, today: date) -> set[str]:
        """Keys of the items that stay hidden on that day."""
        return set(self.filter(user=user, until__gt=today).values_list("key", flat=True))


class Snooze(models.Model):
    """“Later…”: the item is back on the day named. It hides nothing from anybody else."""

    untracked_because = "It says how one person arranges their week, nothing about the organisation."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="snoozes")
    key = models.CharField(max_length=100)
    until = models.DateField()

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="snooze_once")]

    def __str__(self):
        return f"{self.key} until {self.until}"
