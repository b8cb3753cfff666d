# Written from the models by scripts/first_migrations.py
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('campaigns', '0001_initial'),
        ('worklist', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='campaigns.campaign')),
                ('obligation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='period', to='campaigns.obligation')),
                ('rulebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.rulebook')),
                ('nominal_on', models.DateField()),
                ('due_on', models.DateField()),
                ('covers_from', models.DateField()),
                ('covers_to', models.DateField()),
                ('cut_off_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['campaign_id', 'nominal_on'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'nominal_on'), name='reporting_period_once_per_nominal_on'), models.CheckConstraint(condition=models.Q(('covers_to__isnull', True), ('covers_to__gte', models.F('covers_from')), _connector='OR'), name='reporting_period_covers_from_before_covers_to'), models.CheckConstraint(condition=models.Q(('cut_off_on__isnull', True), ('cut_off_on__gte', models.F('due_on')), _connector='OR'), name='reporting_period_due_on_before_cut_off_on'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='reporting_period_opened_at_before_closed_at')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='campaigns.campaign')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reporting.period')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('head_confirms', models.BooleanField(default=True)),
                ('state', models.CharField(default='open', max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['period_id', 'pk'],
                'indexes': [models.Index(fields=['campaign', 'state'], name='reporting_report_state')],
                'constraints': [models.UniqueConstraint(fields=('period', 'unit'), name='reporting_report_once_per_unit')],
            },
        ),
        migrations.CreateModel(
            name='ReportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='reporting.report')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_rows', to='worklist.item')),
                ('baseline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='worklist.baseline')),
                ('position', models.PositiveSmallIntegerField()),
                ('previous', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('previous_cause', models.TextField(blank=True)),
                ('previous_next_step', models.TextField(blank=True)),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('unchanged', models.BooleanField(default=False)),
                ('cause', models.TextField(blank=True, max_length=1000)),
                ('next_step', models.TextField(blank=True, max_length=1000)),
                ('forecast', models.CharField(blank=True, max_length=40)),
                ('decrease_reason', models.TextField(blank=True, max_length=1000)),
                ('touched_at', models.DateTimeField(blank=True, null=True)),
                ('touched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['report_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('report', 'item'), name='reporting_reportrow_once_per_item'), models.CheckConstraint(condition=models.Q(models.Q(('touched_at__isnull', False), ('touched_by__isnull', False)), models.Q(('touched_at__isnull', True), ('touched_by__isnull', True)), _connector='OR'), name='reporting_reportrow_touched_at_with_touched_by'), models.CheckConstraint(condition=models.Q(('unchanged', False), ('value', None), _connector='OR'), name='reporting_reportrow_value_or_unchanged')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='campaigns.campaign')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reporting.report')),
                ('number', models.PositiveSmallIntegerField()),
                ('empty', models.BooleanField(default=False)),
                ('submitted_at', models.DateTimeField()),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by_its_writer', models.BooleanField(default=False)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('received_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_because', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['report_id', 'number'],
                'indexes': [models.Index(fields=['campaign', 'confirmed_at'], name='reporting_submission_left')],
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='reporting_submission_once_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), _connector='OR'), name='reporting_submission_confirmed_at_with_confirmed_by'), models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', False), ('received_by__isnull', False)), models.Q(('received_at__isnull', True), ('received_by__isnull', True)), _connector='OR'), name='reporting_submission_received_at_with_received_by'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='reporting_submission_ended_at_with_ended_by'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('confirmed_at__gte', models.F('submitted_at')), _connector='OR'), name='reporting_submission_submitted_at_before_confirmed_at'), models.CheckConstraint(condition=models.Q(('received_at__isnull', True), ('received_at__gte', models.F('confirmed_at')), _connector='OR'), name='reporting_submission_confirmed_at_before_received_at'), models.CheckConstraint(condition=models.Q(('received_at', None), ('confirmed_at__isnull', False), _connector='OR'), name='reporting_submission_received_after_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='campaigns.campaign')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='reporting.report')),
                ('reason', models.CharField(max_length=300)),
                ('until', models.DateField()),
                ('excuses', models.BooleanField(default=False)),
                ('approved_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['approved_at'],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='campaigns.campaign')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reporting.submission')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reporting.period')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='worklist.item')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('previous', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('unchanged', models.BooleanField(default=False)),
                ('cause', models.TextField(blank=True)),
                ('next_step', models.TextField(blank=True)),
                ('forecast', models.CharField(blank=True, max_length=40)),
                ('decrease_reason', models.TextField(blank=True)),
                ('measured_on', models.DateField()),
                ('known_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['item_id', 'known_at'],
                'indexes': [models.Index(fields=['campaign', 'item', 'known_at'], name='reporting_figure_known')],
                'constraints': [models.UniqueConstraint(fields=('submission', 'item'), name='reporting_figure_once_per_item'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('accepted_at__gte', models.F('known_at')), _connector='OR'), name='reporting_figure_known_at_before_accepted_at')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='campaigns.campaign')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reporting.reportrow')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='worklist.item')),
                ('reference', models.CharField(blank=True, max_length=300)),
                ('file_name', models.CharField(blank=True, max_length=150)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['added_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sha256', ''), models.Q(('reference', ''), _negated=True)), models.Q(models.Q(('sha256', ''), _negated=True), models.Q(('file_name', ''), _negated=True)), _connector='OR'), name='reporting_evidence_is_a_file_or_a_reference')],
            },
        ),
    ]
