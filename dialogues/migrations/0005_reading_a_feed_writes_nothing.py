from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0004_left_out_by_the_plan"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="feedtoken",
            name="used_on",
        ),
    ]
