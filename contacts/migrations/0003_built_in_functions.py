from django.db import migrations

from ._built_in import BUILT_IN_FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_append_only")]

    operations = [BUILT_IN_FUNCTIONS]
