# Written from the models by scripts/first_migrations.py
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('intake', '0001_initial'),
        ('ledger', '0001_initial'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('notices', '0001_initial'),
        ('sessions', '0001_initial'),
        ('work', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='accounts.organisation')),
                ('year', models.PositiveSmallIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('time_zone', models.CharField(default='Asia/Shanghai', max_length=40)),
                ('paper_language', models.CharField(default='zh-hans', max_length=40)),
                ('office_name', models.CharField(max_length=80)),
                ('supervisors_name', models.CharField(max_length=80)),
                ('paper_code', models.CharField(max_length=20)),
                ('ranking_code', models.CharField(max_length=20)),
                ('planned_projects', models.PositiveIntegerField(blank=True, null=True)),
                ('planned_items', models.PositiveIntegerField(blank=True, null=True)),
                ('is_sample', models.BooleanField(default=False)),
                ('life', models.CharField(default='preparing', max_length=40)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaigns_campaign_starts_on_before_ends_on'), models.CheckConstraint(condition=models.Q(models.Q(('life__in', ['running', 'closed', 'archived']), ('began_at__isnull', False)), models.Q(models.Q(('life__in', ['running', 'closed', 'archived']), _negated=True), ('began_at__isnull', True)), _connector='OR'), name='campaigns_campaign_began_at_matches_state'), models.CheckConstraint(condition=models.Q(models.Q(('life__in', ['closed', 'archived']), ('closed_at__isnull', False)), models.Q(models.Q(('life__in', ['closed', 'archived']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='campaigns_campaign_closed_at_matches_state'), models.CheckConstraint(condition=models.Q(models.Q(('life__in', ['archived']), ('archived_at__isnull', False)), models.Q(models.Q(('life__in', ['archived']), _negated=True), ('archived_at__isnull', True)), _connector='OR'), name='campaigns_campaign_archived_at_matches_state')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='campaigns.campaign')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('series', models.CharField(blank=True, max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('head_confirms', models.BooleanField(default=True)),
            ],
            options={
                'ordering': [django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(models.F('organisation__position'), models.Value(0)), models.Value(1000000)), 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'organisation'), name='campaigns_unit_once_per_organisation')],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to='campaigns.campaign')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_assignments', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('role', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['organisation', 'role', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('campaign', 'person', 'organisation', 'role'), name='campaigns_role_assignment_once_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('given_at')), _connector='OR'), name='campaigns_roleassignment_given_at_before_ended_at')],
            },
        ),
        migrations.CreateModel(
            name='LineOfWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines_of_work', to='campaigns.campaign')),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*$')])),
                ('name', models.CharField(max_length=60)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('planned_projects', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_lineofwork_once_per_code')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='campaigns.campaign')),
                ('name', models.CharField(max_length=60)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'name'), name='campaigns_phase_once_per_name'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaigns_phase_starts_on_before_ends_on')],
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='special_days', to='campaigns.campaign')),
                ('day', models.DateField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('known_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['day', 'known_at'],
                'indexes': [models.Index(fields=['campaign', 'day'], name='campaigns_special_day')],
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='campaigns.campaign')),
                ('kind', models.CharField(max_length=40)),
                ('nominal_on', models.DateField()),
                ('due_on', models.DateField()),
                ('roll', models.CharField(default='previous', max_length=40)),
                ('origin', models.CharField(default='plan', max_length=40)),
                ('quote', models.TextField(blank=True)),
                ('covers_from', models.DateField(blank=True, null=True)),
                ('covers_to', models.DateField(blank=True, null=True)),
                ('cut_off_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('by_hand', models.BooleanField(default=False)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['due_on', 'nominal_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'kind', 'nominal_on'), name='campaigns_obligation_once_per_day'), models.CheckConstraint(condition=models.Q(('covers_to__isnull', True), ('covers_to__gte', models.F('covers_from')), _connector='OR'), name='campaigns_obligation_covers_from_before_covers_to')],
            },
        ),
        migrations.CreateModel(
            name='Rulebook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulebooks', to='campaigns.campaign')),
                ('version', models.PositiveIntegerField()),
                ('sections', models.JSONField(default=dict)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('known_at', models.DateTimeField()),
                ('known_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['campaign_id', 'version'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'version'), name='campaigns_rulebook_once_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clock', to='campaigns.campaign')),
                ('at', models.DateTimeField()),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='PlanPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_papers', to='campaigns.campaign')),
                ('file_name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField()),
                ('script', models.CharField(max_length=40)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('warnings', models.JSONField(blank=True, default=list)),
                ('read_at', models.DateTimeField()),
                ('read_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['-read_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('used_at__isnull', False), ('used_by__isnull', False)), models.Q(('used_at__isnull', True), ('used_by__isnull', True)), _connector='OR'), name='campaigns_planpaper_used_at_with_used_by'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('used_at__gte', models.F('read_at')), _connector='OR'), name='campaigns_planpaper_read_at_before_used_at')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='campaigns.campaign')),
                ('line_of_work', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='campaigns.lineofwork')),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*$')])),
                ('name', models.CharField(max_length=120)),
                ('level', models.CharField(default='ensure', max_length=40)),
                ('operator', models.CharField(default='ge', max_length=40)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('unit', models.CharField(max_length=20)),
                ('counting', models.CharField(default='projects', max_length=40)),
                ('due_on', models.DateField()),
                ('sentence', models.TextField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_target_once_per_code')],
            },
        ),
        migrations.CreateModel(
            name='PlanQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='campaigns.planpaper')),
                ('position', models.PositiveSmallIntegerField()),
                ('about', models.CharField(max_length=20)),
                ('text', models.JSONField()),
                ('start', models.PositiveIntegerField(default=0)),
                ('end', models.PositiveIntegerField(default=0)),
                ('answer', models.CharField(blank=True, max_length=300)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['paper_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('paper', 'position'), name='campaigns_planquestion_once_per_position'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), _connector='OR'), name='campaigns_planquestion_answered_at_with_answered_by')],
            },
        ),
        migrations.CreateModel(
            name='PlanFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='campaigns.planpaper')),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('read', models.JSONField(blank=True, null=True)),
                ('said', models.JSONField(default=dict)),
                ('decision', models.CharField(default='open', max_length=40)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_facts', to='campaigns.target')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['paper_id', 'start', 'position'],
                'constraints': [models.UniqueConstraint(fields=('paper', 'position'), name='campaigns_planfact_once_per_position'), models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ['accepted', 'rejected']), ('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(models.Q(('decision__in', ['accepted', 'rejected']), _negated=True), ('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='campaigns_planfact_decided_at_matches_state'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='campaigns_planfact_stands_on_words')],
            },
        ),
    ]
