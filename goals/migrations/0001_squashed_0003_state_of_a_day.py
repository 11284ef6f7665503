import common.history.records
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.functions.text
import simple_history.models
from django.db import migrations, models

from common.creating import CreateModels
from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):

    replaces = [('goals', '0001_initial'), ('goals', '0002_append_only'), ('goals', '0003_state_of_a_day')]

    initial = True

    dependencies = [
        ('common', '0001_squashed_0002_redaction'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalObjective',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, verbose_name='ID')),
                    ('history_group', models.UUIDField()),
                    ('history_actor', models.CharField(max_length=200)),
                    ('history_label', models.CharField(max_length=300)),
                    ('history_subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                    ('history_labels', models.JSONField(default=dict)),
                    ('history_changes', models.JSONField(default=dict)),
                    ('valid_to', models.DateTimeField(editable=False, null=True)),
                    ('valid', models.GeneratedField(db_persist=True, expression=models.Func(models.F('history_date'), models.F('valid_to'), function='tstzrange'), output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField())),
                    ('revision', models.PositiveIntegerField(default=0, editable=False)),
                    ('history_user_id', models.BigIntegerField(null=True)),
                    ('name', models.CharField(max_length=200)),
                    ('why', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='why it matters')),
                    ('function', models.CharField(choices=[('govern', 'Govern'), ('identify', 'Identify'), ('protect', 'Protect'), ('detect', 'Detect'), ('respond', 'Respond'), ('recover', 'Recover')], max_length=10, verbose_name='CSF function')),
                    ('position', models.PositiveSmallIntegerField(default=100, verbose_name='order')),
                    ('retired_on', models.DateField(blank=True, null=True, verbose_name='no longer pursued since')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical objective',
                    'verbose_name_plural': 'historical objectives',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['valid'], name='goals_histo_valid_d184a0_gist'), models.Index(fields=['-history_date', '-history_id'], name='goals_histo_history_9abdd0_idx'), models.Index(fields=['history_group'], name='goals_histo_history_604894_idx'), django.contrib.postgres.indexes.GinIndex(fields=['history_subjects'], name='goals_histo_history_aff33d_gin'), models.Index(models.F('id'), models.F('history_date'), common.history.records.Until('valid_to'), name='goals_objective_d85c0b_at')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('id',), name='goals_objective_one_open_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Objective',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField(default=0, editable=False)),
                    ('name', models.CharField(max_length=200)),
                    ('why', models.TextField(blank=True, max_length=2000, validators=[django.core.validators.MaxLengthValidator(2000)], verbose_name='why it matters')),
                    ('function', models.CharField(choices=[('govern', 'Govern'), ('identify', 'Identify'), ('protect', 'Protect'), ('detect', 'Detect'), ('respond', 'Respond'), ('recover', 'Recover')], max_length=10, verbose_name='CSF function')),
                    ('position', models.PositiveSmallIntegerField(default=100, verbose_name='order')),
                    ('retired_on', models.DateField(blank=True, null=True, verbose_name='no longer pursued since')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'abstract': False,
                    'base_manager_name': 'objects',
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='objective_once', violation_error_message='An objective with this name exists.')],
                },
            ),
        ]),
        AppendOnlyHistory(table='goals_historicalobjective'),
    ]
