# Written from the models by scripts/first_migrations.py
import django.core.validators
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
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='campaigns.campaign')),
                ('line_of_work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='campaigns.lineofwork')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*$')])),
                ('name', models.CharField(max_length=60)),
                ('manner', models.CharField(max_length=40)),
                ('parent_kind', models.CharField(default='project', max_length=40)),
                ('thing', models.CharField(blank=True, max_length=20)),
                ('unit_of_quantity', models.CharField(blank=True, max_length=20)),
                ('fields', models.JSONField(blank=True, default=list)),
                ('stages', models.JSONField(blank=True, default=list)),
                ('measures', models.JSONField(blank=True, default=list)),
                ('states', models.JSONField(blank=True, default=list)),
                ('kit', models.CharField(blank=True, max_length=40)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='registers_register_once_per_code'), models.UniqueConstraint(fields=('campaign', 'name'), name='registers_register_once_per_name')],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='campaigns.campaign')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='registers.register')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='worklist.project')),
                ('township', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='worklist.item')),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('stage_on', models.DateField(blank=True, null=True)),
                ('quantity', models.DecimalField(decimal_places=2, default=1, max_digits=16)),
                ('reached', models.JSONField(blank=True, default=dict)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('apply_on', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('statutory_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('promised_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_because', models.CharField(blank=True, max_length=300)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dropped_because', models.CharField(blank=True, max_length=300)),
                ('split_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='registers.registerentry')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='registers.registerentry')),
                ('became', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='worklist.project')),
                ('sent_as', models.CharField(blank=True, max_length=40)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['register_id', models.OrderBy(models.F('project_id'), nulls_first=True), 'number'],
                'indexes': [models.Index(fields=['campaign', 'project', 'register'], name='registers_entry_project'), models.Index(fields=['campaign', 'department', 'stage'], name='registers_entry_department'), models.Index(fields=['campaign', 'unit'], name='registers_entry_unit'), models.Index(fields=['register', 'stage'], name='registers_entry_stage')],
                'constraints': [models.UniqueConstraint(fields=('register', 'number'), name='registers_registerentry_once_per_number'), models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('register', 'project', 'name'), name='registers_registerentry_counts_once'), models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('register', 'township', 'name'), name='registers_registerentry_counts_once_in_a_township'), models.UniqueConstraint(condition=models.Q(('dropped_at', None), ('project', None), ('township', None)), fields=('register', 'name'), name='registers_registerentry_counts_once_in_the_line'), models.UniqueConstraint(condition=models.Q(('sent_as', ''), _negated=True), fields=('register', 'sent_as'), name='registers_registerentry_is_sent_once'), models.CheckConstraint(condition=models.Q(('project', None), ('township', None), _connector='OR'), name='registers_registerentry_stands_under_one_thing'), models.CheckConstraint(condition=models.Q(('project__isnull', False), ('unit__isnull', False), _connector='OR'), name='registers_registerentry_has_somebody_who_answers'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='registers_registerentry_quantity_counts'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', False), ('dropped_by__isnull', False)), models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), _connector='OR'), name='registers_registerentry_dropped_at_with_dropped_by'), models.CheckConstraint(condition=models.Q(('dropped_at', None), models.Q(('dropped_because', ''), _negated=True), _connector='OR'), name='registers_registerentry_is_dropped_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='StandardPermit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standard_permits', to='campaigns.campaign')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standard_permits', to='registers.register')),
                ('line_of_work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='standard_permits', to='campaigns.lineofwork')),
                ('name', models.CharField(max_length=60)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('statutory_days', models.PositiveSmallIntegerField()),
                ('promised_days', models.PositiveSmallIntegerField()),
                ('step', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'ordering': ['step', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('register', 'line_of_work', 'name'), name='registers_standardpermit_once_per_line'), models.UniqueConstraint(condition=models.Q(('line_of_work', None)), fields=('register', 'name'), name='registers_standardpermit_once_for_all_others'), models.CheckConstraint(condition=models.Q(('promised_days__gt', 0), ('promised_days__lte', models.F('statutory_days'))), name='registers_standardpermit_promises_no_longer_than_the_law')],
            },
        ),
        migrations.CreateModel(
            name='ItemLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='item_links', to='campaigns.campaign')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register_link', to='worklist.item')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='item_links', to='registers.register')),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('tally', models.CharField(default='entries', max_length=40)),
            ],
            options={
                'ordering': ['item_id'],
            },
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_imports', to='campaigns.campaign')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='registers.register')),
                ('file_name', models.CharField(max_length=150)),
                ('sha256', models.CharField(max_length=64)),
                ('mapping', models.JSONField(blank=True, default=dict)),
                ('outcome', models.JSONField(blank=True, null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undo', models.JSONField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('applied_by__isnull', False)), models.Q(('applied_at__isnull', True), ('applied_by__isnull', True)), _connector='OR'), name='registers_registerimport_applied_at_with_applied_by')],
            },
        ),
        migrations.CreateModel(
            name='StageMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_marks', to='campaigns.campaign')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='registers.registerentry')),
                ('number', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=16)),
                ('reached', models.JSONField(blank=True, default=dict)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('known_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['entry_id', 'number'],
                'indexes': [models.Index(fields=['campaign', 'on'], name='registers_mark_day')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'number'), name='registers_stagemark_once_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), _connector='OR'), name='registers_stagemark_undone_at_with_undone_by'), models.CheckConstraint(condition=models.Q(('quantity__gte', 0)), name='registers_stagemark_quantity_counts')],
            },
        ),
        migrations.CreateModel(
            name='EntryValues',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_values', to='campaigns.campaign')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values_known', to='registers.registerentry')),
                ('values', models.JSONField(blank=True, default=dict)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('known_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['entry_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EntryFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_files', to='campaigns.campaign')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='registers.registerentry')),
                ('field', models.CharField(max_length=20)),
                ('file_name', models.CharField(max_length=150)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
    ]
