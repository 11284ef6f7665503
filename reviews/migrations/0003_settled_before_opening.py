import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0001_history_functions'),
        ('contacts', '0005_counting'),
        ('reviews', '0002_append_only'),
        ('units', '0006_value_append_only'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalunitreview',
            name='by_right',
            field=models.CharField(blank=True, choices=[('head', 'Head'), ('deputy', 'Deputy'), ('cover', 'Covers for who is away'), ('above', 'Head of the department above'), ('chosen', 'Chosen by hand')], max_length=10, verbose_name='why they'),
        ),
        migrations.AlterField(
            model_name='unitreview',
            name='by_right',
            field=models.CharField(blank=True, choices=[('head', 'Head'), ('deputy', 'Deputy'), ('cover', 'Covers for who is away'), ('above', 'Head of the department above'), ('chosen', 'Chosen by hand')], max_length=10, verbose_name='why they'),
        ),
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('reason', models.CharField(max_length=500)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arrangements', to='reviews.cycle')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact', verbose_name='who answers')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_arrangements', to='units.unit', verbose_name='department')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('cycle', 'unit'), name='arranged_once_a_cycle')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalArrangement',
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
                ('reason', models.CharField(max_length=500)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reviews.cycle')),
                ('reviewer', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.contact', verbose_name='who answers')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='units.unit', verbose_name='department')),
            ],
            options={
                'verbose_name': 'historical arrangement',
                'verbose_name_plural': 'historical arrangements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['valid'], name='reviews_his_valid_c18c08_gist'), models.Index(fields=['-history_date', '-history_id'], name='reviews_his_history_63f307_idx'), models.Index(fields=['id', 'history_date'], name='reviews_his_id_9fede3_idx'), models.Index(fields=['history_group'], name='reviews_his_history_9cb89a_idx'), django.contrib.postgres.indexes.GinIndex(fields=['history_subjects'], name='reviews_his_history_94dad1_gin')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('id',), name='reviews_arrangement_one_open_version')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        AppendOnlyHistory(table='reviews_historicalarrangement'),
    ]
