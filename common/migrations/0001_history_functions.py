from django.db import migrations

from common.history.triggers import DROP_FUNCTIONS, FUNCTIONS


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS)]
