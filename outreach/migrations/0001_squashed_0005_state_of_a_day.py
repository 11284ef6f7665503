import common.history.records
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from common.creating import CreateModels
from common.history.triggers import AppendOnlyHistory


class Migration(migrations.Migration):

    replaces = [('outreach', '0001_initial'), ('outreach', '0002_append_only'), ('outreach', '0003_by_hand'), ('outreach', '0004_nothing_to_say'), ('outreach', '0005_state_of_a_day')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('common', '0001_squashed_0002_redaction'),
        ('contacts', '0001_squashed_0006_state_of_a_day'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalPreference',
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
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                    ('days_before', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='days before something is due')),
                    ('digest', models.CharField(choices=[('none', 'No summary'), ('weekly', 'One summary a week'), ('monthly', 'One summary a month')], default='monthly', max_length=10, verbose_name='summary')),
                    ('quiet_weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(6)]), blank=True, default=list, size=None)),
                    ('quiet_from', models.DateField(blank=True, null=True, verbose_name='nothing from')),
                    ('quiet_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical preference',
                    'verbose_name_plural': 'historical preferences',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['valid'], name='outreach_hi_valid_214732_gist'), models.Index(fields=['-history_date', '-history_id'], name='outreach_hi_history_44fffd_idx'), models.Index(fields=['history_group'], name='outreach_hi_history_a597ca_idx'), django.contrib.postgres.indexes.GinIndex(fields=['history_subjects'], name='outreach_hi_history_0c5034_gin'), models.Index(models.F('id'), models.F('history_date'), common.history.records.Until('valid_to'), name='outreach_preference_5a8762_at')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('id',), name='outreach_preference_one_open_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('about', models.CharField(blank=True, max_length=100)),
                    ('address', models.EmailField(blank=True, max_length=254)),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('subject', models.CharField(max_length=200)),
                    ('text', models.TextField(blank=True)),
                    ('html', models.TextField(blank=True)),
                    ('calendar', models.TextField(blank=True)),
                    ('calendar_method', models.CharField(blank=True, max_length=10)),
                    ('message_id', models.CharField(max_length=200, unique=True)),
                    ('dated_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('queued', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Failed'), ('cancelled', 'Not needed any more'), ('skipped', 'Skipped, too late'), ('nothing', 'Nothing to say')], default='queued', max_length=10)),
                    ('queued_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('useless_after', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('token', models.UUIDField(blank=True, default=None, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, max_length=500)),
                    ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='contacts.contact')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL)),
                    ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ('queued', 'sending'))), fields=['due_at', 'id'], name='message_due'), models.Index(fields=['-queued_at', '-id'], name='message_latest'), models.Index(fields=['about'], name='message_about'), models.Index(fields=['user', '-queued_at'], name='message_of_user')],
                },
            ),
            migrations.CreateModel(
                name='Preference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField(default=0, editable=False)),
                    ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                    ('days_before', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='days before something is due')),
                    ('digest', models.CharField(choices=[('none', 'No summary'), ('weekly', 'One summary a week'), ('monthly', 'One summary a month')], default='monthly', max_length=10, verbose_name='summary')),
                    ('quiet_weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(6)]), blank=True, default=list, size=None)),
                    ('quiet_from', models.DateField(blank=True, null=True, verbose_name='nothing from')),
                    ('quiet_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'base_manager_name': 'objects',
                    'constraints': [models.CheckConstraint(condition=models.Q(('quiet_from__isnull', True), ('quiet_until__isnull', True), ('quiet_until__gte', models.F('quiet_from')), _connector='OR'), name='preference_quiet_in_order', violation_error_message='The quiet days end before they begin.')],
                },
            ),
        ]),
        AppendOnlyHistory(table='outreach_historicalpreference'),
    ]
