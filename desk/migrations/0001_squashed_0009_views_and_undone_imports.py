import common.history.records
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from common.creating import CreateModels
from common.history.triggers import AppendOnlyHistory

from ._guards import ANCHORS, REDACTIONS


class Migration(migrations.Migration):

    replaces = [('desk', '0001_initial'), ('desk', '0002_sheets'), ('desk', '0003_snooze'), ('desk', '0004_any_kind'), ('desk', '0005_redaction'), ('desk', '0006_job'), ('desk', '0007_evidence'), ('desk', '0008_state_of_a_day'), ('desk', '0009_views_and_undone_imports')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('common', '0001_squashed_0002_redaction'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Heartbeat',
                fields=[
                    ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                    ('beat_at', models.DateTimeField()),
                    ('beats', models.BigIntegerField(default=1)),
                    ('host', models.CharField(blank=True, max_length=100)),
                ],
            ),
            migrations.CreateModel(
                name='Mapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('name', models.CharField(max_length=100)),
                    ('rules', models.JSONField()),
                    ('saved_at', models.DateTimeField()),
                    ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.Lower('name'), name='mapping_name')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('args', models.JSONField(default=dict)),
                    ('created_at', models.DateTimeField()),
                    ('token', models.UUIDField(blank=True, null=True)),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('doing', models.CharField(blank=True, max_length=100)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('failed', 'Failed')], max_length=10)),
                    ('result', models.JSONField(default=dict)),
                    ('error', models.CharField(blank=True, max_length=500)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['created_at'], name='job_unfinished'), models.Index(fields=['kind', '-created_at'], name='job_by_kind')],
                },
            ),
            migrations.CreateModel(
                name='SheetImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('file_name', models.CharField(max_length=200)),
                    ('content', models.BinaryField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField()),
                    ('uploaded_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('uploaded', 'To be matched'), ('checked', 'Checked, not brought in'), ('applied', 'Brought in'), ('undone', 'Brought in and undone')], default='uploaded', max_length=10)),
                    ('facts', models.JSONField(default=list)),
                    ('mapping', models.JSONField(default=dict)),
                    ('outcome', models.JSONField(default=dict)),
                    ('findings_packed', models.BinaryField(default=bytes)),
                    ('fingerprint', models.CharField(blank=True, max_length=64)),
                    ('checked_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('record_group', models.UUIDField(blank=True, null=True)),
                    ('applied_at', models.DateTimeField(blank=True, null=True)),
                    ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closing', models.JSONField(default=list)),
                    ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='desk.job')),
                    ('reading', models.JSONField(default=dict)),
                    ('undo_group', models.UUIDField(blank=True, null=True)),
                    ('undo_reason', models.CharField(blank=True, max_length=500)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', '-uploaded_at'], name='desk_sheeti_kind_b5608b_idx')],
                },
            ),
            migrations.CreateModel(
                name='Snooze',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=100)),
                    ('until', models.DateField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snoozes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='snooze_once')],
                },
            ),
            migrations.CreateModel(
                name='Redaction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('actor', models.CharField(max_length=200)),
                    ('model', models.CharField(max_length=100)),
                    ('object_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), size=None)),
                    ('rule', models.CharField(max_length=200)),
                    ('reason', models.CharField(max_length=500)),
                    ('record_group', models.UUIDField()),
                    ('versions', models.PositiveIntegerField(default=0, verbose_name='versions of the record it reached')),
                    ('opened_in', models.BigIntegerField(default=0, editable=False)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['-at', '-id'], name='redaction_by_time')],
                },
            ),
            migrations.CreateModel(
                name='EvidenceShape',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('columns', models.JSONField()),
                    ('digest', models.CharField(max_length=64, unique=True)),
                ],
            ),
            migrations.CreateModel(
                name='EvidenceAnchor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('actor', models.CharField(max_length=200)),
                    ('up_to', models.DateTimeField()),
                    ('versions', models.PositiveBigIntegerField()),
                    ('total', models.PositiveBigIntegerField()),
                    ('tables', models.JSONField()),
                    ('redactions', models.JSONField()),
                    ('hash', models.CharField(max_length=64, unique=True)),
                    ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='following', to='desk.evidenceanchor')),
                    ('shape', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='desk.evidenceshape')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('previous__isnull', False), ('number', 1), _connector='OR'), name='evidence_anchor_in_a_chain')],
                },
            ),
            migrations.CreateModel(
                name='EvidenceExport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField(default=0, editable=False)),
                    ('taken_at', models.DateTimeField(verbose_name='taken')),
                    ('role', models.CharField(choices=[('ciso', 'CISO’s team'), ('head', 'Department head or delegate'), ('admin', 'Administrator'), ('auditor', 'Auditor'), ('responder', 'Responder on duty')], max_length=20)),
                    ('parameters', models.JSONField()),
                    ('population', models.PositiveBigIntegerField(verbose_name='versions to choose from')),
                    ('chosen', models.PositiveBigIntegerField(verbose_name='versions chosen')),
                    ('lines', models.PositiveBigIntegerField(verbose_name='lines')),
                    ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                    ('hash', models.CharField(max_length=64, verbose_name='last hash of the file')),
                    ('anchor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='desk.evidenceanchor')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'base_manager_name': 'objects',
                    'indexes': [models.Index(fields=['-taken_at', '-id'], name='evidence_export_by_time')],
                },
            ),
            migrations.CreateModel(
                name='EvidencePart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('content', models.BinaryField()),
                    ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='desk.evidenceexport')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('export', 'number'), name='evidence_part_once')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalEvidenceExport',
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
                    ('taken_at', models.DateTimeField(verbose_name='taken')),
                    ('role', models.CharField(choices=[('ciso', 'CISO’s team'), ('head', 'Department head or delegate'), ('admin', 'Administrator'), ('auditor', 'Auditor'), ('responder', 'Responder on duty')], max_length=20)),
                    ('parameters', models.JSONField()),
                    ('population', models.PositiveBigIntegerField(verbose_name='versions to choose from')),
                    ('chosen', models.PositiveBigIntegerField(verbose_name='versions chosen')),
                    ('lines', models.PositiveBigIntegerField(verbose_name='lines')),
                    ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                    ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of the file')),
                    ('hash', models.CharField(max_length=64, verbose_name='last hash of the file')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('anchor', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desk.evidenceanchor')),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical evidence export',
                    'verbose_name_plural': 'historical evidence exports',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['valid'], name='desk_histor_valid_80f3ca_gist'), models.Index(fields=['-history_date', '-history_id'], name='desk_histor_history_bf4e56_idx'), models.Index(fields=['history_group'], name='desk_histor_history_d36eb1_idx'), django.contrib.postgres.indexes.GinIndex(fields=['history_subjects'], name='desk_histor_history_de8734_gin'), models.Index(models.F('id'), models.F('history_date'), common.history.records.Until('valid_to'), name='desk_evidenceexport_2af475_at'), models.Index(fields=['anchor'], name='desk_histor_anchor__835b6d_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('id',), name='desk_evidenceexport_one_open_version')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='RedactedVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=100)),
                    ('version', models.BigIntegerField()),
                    ('before', models.CharField(blank=True, max_length=64)),
                    ('after', models.CharField(blank=True, max_length=64)),
                    ('redaction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reached', to='desk.redaction')),
                ],
                options={
                    'indexes': [models.Index(fields=['table', 'version'], name='redacted_version_by_table')],
                    'constraints': [models.UniqueConstraint(fields=('redaction', 'table', 'version'), name='redacted_version_once')],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('listing', models.CharField(max_length=60)),
                    ('name', models.CharField(max_length=60)),
                    ('query', models.CharField(blank=True, max_length=2000)),
                    ('shared', models.BooleanField(default=False)),
                    ('saved_at', models.DateTimeField()),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('shared', True)), fields=['listing'], name='saved_view_shared')],
                    'constraints': [models.UniqueConstraint(models.F('owner'), models.F('listing'), django.db.models.functions.text.Lower('name'), name='saved_view_name')],
                },
            ),
            migrations.CreateModel(
                name='DefaultView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('listing', models.CharField(max_length=60)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='default_views', to=settings.AUTH_USER_MODEL)),
                    ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='desk.savedview')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'listing'), name='default_view_once')],
                },
            ),
        ]),
        REDACTIONS,
        AppendOnlyHistory(table='desk_historicalevidenceexport'),
        *ANCHORS,
    ]
