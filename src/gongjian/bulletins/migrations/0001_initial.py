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
        ('reporting', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='campaigns.campaign')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='reporting.period')),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('data', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('known_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['period_id', 'edition'],
                'constraints': [models.UniqueConstraint(fields=('period', 'edition'), name='bulletins_snapshot_once_per_edition')],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='campaigns.campaign')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='reporting.period')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='bulletins.snapshot')),
                ('kind', models.CharField(max_length=40)),
                ('state', models.CharField(default='draft', max_length=40)),
                ('words', models.JSONField(default=dict)),
                ('writers', models.JSONField(default=list)),
                ('version', models.PositiveIntegerField(default=1)),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='bulletins.bulletin')),
                ('correction', models.CharField(blank=True, max_length=500)),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('number_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('content', models.JSONField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['-period__nominal_on', 'kind', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['proposed', 'approved', 'issued']), ('proposed_at__isnull', False), ('proposed_by__isnull', False)), models.Q(models.Q(('state__in', ['proposed', 'approved', 'issued']), _negated=True), ('proposed_at__isnull', True), ('proposed_by__isnull', True)), _connector='OR'), name='bulletins_bulletin_proposed_at_matches_state'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'issued']), ('approved_at__isnull', False), ('approved_by__isnull', False)), models.Q(models.Q(('state__in', ['approved', 'issued']), _negated=True), ('approved_at__isnull', True), ('approved_by__isnull', True)), _connector='OR'), name='bulletins_bulletin_approved_at_matches_state'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued']), ('content__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False), ('number__isnull', False), ('number_year__isnull', False)), models.Q(models.Q(('state__in', ['issued']), _negated=True), ('content__isnull', True), ('issued_at__isnull', True), ('issued_by__isnull', True), ('number__isnull', True), ('number_year__isnull', True)), _connector='OR'), name='bulletins_bulletin_issued_at_matches_state'), models.CheckConstraint(condition=models.Q(('proposed_by__isnull', True), ('approved_by__isnull', True), models.Q(('proposed_by', models.F('approved_by')), _negated=True), _connector='OR'), name='bulletins_bulletin_proposed_by_is_not_approved_by'), models.UniqueConstraint(fields=('campaign', 'kind', 'number_year', 'number'), name='bulletins_bulletin_once_per_number'), models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('snapshot', 'kind'), name='bulletins_bulletin_once_per_snapshot')],
            },
        ),
        migrations.CreateModel(
            name='BulletinFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='bulletins.bulletin')),
                ('format', models.CharField(max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['format'],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'format'), name='bulletins_bulletinfile_once_per_format')],
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='bulletins.bulletin')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'unit'), name='bulletins_acknowledgement_once_per_unit')],
            },
        ),
    ]
