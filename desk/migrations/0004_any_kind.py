from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0003_snooze"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mapping",
            name="kind",
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name="sheetimport",
            name="kind",
            field=models.CharField(max_length=20),
        ),
    ]
