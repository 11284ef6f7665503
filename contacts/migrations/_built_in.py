"""The responsibilities the product knows by name, each with the first version of its record."""

import uuid

from django.db import migrations
from django.utils import timezone

from contacts.functions import BUILT_IN, CAME_ALONG


def add(apps, schema_editor):
    function, version = (apps.get_model("contacts", name) for name in ("Function", "HistoricalFunction"))
    moment, group = timezone.now(), uuid.uuid4()
    for position, built_in in enumerate(BUILT_IN, start=1):
        values = {**built_in.values(), "position": position * 10, "built_in": True, "revision": 1}
        row = function.objects.create(**values)
        version.objects.create(
            id=row.pk,
            **values,
            history_date=moment,
            history_type="+",
            history_change_reason=CAME_ALONG,
            history_actor="SRRM",
            history_group=group,
            history_label=row.name,
            history_subjects=[f"function:{row.pk}"],
        )


BUILT_IN_FUNCTIONS = migrations.RunPython(add, migrations.RunPython.noop)
