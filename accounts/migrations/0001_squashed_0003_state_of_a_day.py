import accounts.models
import common.history.records
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.utils.timezone
import simple_history.models
from django.db import migrations, models

from common.creating import CreateModels
from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_append_only'), ('accounts', '0003_state_of_a_day')]

    initial = True

    dependencies = [
        ('common', '0001_squashed_0002_redaction'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField(default=0, editable=False)),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(error_messages={'unique': 'Somebody with this e-mail exists.'}, max_length=254, unique=True, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=150)),
                    ('role', models.CharField(choices=[('ciso', 'CISO’s team'), ('head', 'Department head or delegate'), ('admin', 'Administrator'), ('auditor', 'Auditor'), ('responder', 'Responder on duty')], max_length=20)),
                    ('time_zone', models.CharField(blank=True, max_length=60, validators=[accounts.models.validate_time_zone])),
                    ('access_ends_on', models.DateField(blank=True, null=True, verbose_name='access ends on')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('previous_sign_in_at', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'abstract': False,
                    'base_manager_name': 'objects',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role', 'auditor'), _negated=True), ('access_ends_on__isnull', False), _connector='OR'), name='auditor_access_ends', violation_error_message='An auditor’s access needs an end date.')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalUser',
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
                    ('email', models.EmailField(error_messages={'unique': 'Somebody with this e-mail exists.'}, max_length=254, verbose_name='e-mail')),
                    ('name', models.CharField(max_length=150)),
                    ('role', models.CharField(choices=[('ciso', 'CISO’s team'), ('head', 'Department head or delegate'), ('admin', 'Administrator'), ('auditor', 'Auditor'), ('responder', 'Responder on duty')], max_length=20)),
                    ('time_zone', models.CharField(blank=True, max_length=60, validators=[accounts.models.validate_time_zone])),
                    ('access_ends_on', models.DateField(blank=True, null=True, verbose_name='access ends on')),
                    ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                    ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historical user',
                    'verbose_name_plural': 'historical users',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['valid'], name='accounts_hi_valid_6993f2_gist'), models.Index(fields=['-history_date', '-history_id'], name='accounts_hi_history_4d97ab_idx'), models.Index(fields=['history_group'], name='accounts_hi_history_7ca001_idx'), django.contrib.postgres.indexes.GinIndex(fields=['history_subjects'], name='accounts_hi_history_f85e4f_gin'), models.Index(models.F('id'), models.F('history_date'), common.history.records.Until('valid_to'), name='accounts_user_57ba6e_at')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('id',), name='accounts_user_one_open_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
        AppendOnlyHistory(table='accounts_historicaluser'),
    ]
