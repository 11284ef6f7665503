from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dialogues', '0003_changed_on_its_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsession',
            name='fell_away',
            field=models.BooleanField(default=False, editable=False, verbose_name='left out by the plan'),
        ),
        migrations.AddField(
            model_name='session',
            name='fell_away',
            field=models.BooleanField(default=False, editable=False, verbose_name='left out by the plan'),
        ),
    ]
