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
        ('obstacles', '0001_initial'),
        ('registers', '0001_initial'),
        ('worklist', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='campaigns.campaign')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='worklist.item')),
                ('obstacle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='obstacles.obstacle')),
                ('kind', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=300)),
                ('until', models.DateField()),
                ('granted_at', models.DateTimeField()),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['item_id', 'granted_at'],
                'indexes': [models.Index(fields=['campaign', 'granted_at'], name='standing_hold_granted')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='standing_hold_ended_at_with_ended_by'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('item',), name='standing_hold_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Projection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='projection', to='campaigns.campaign')),
                ('day', models.DateField()),
                ('number', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ItemStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='standing', to='worklist.item')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='worklist.project')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.lineofwork')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation')),
                ('official', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('code', models.CharField(max_length=40)),
                ('light', models.CharField(max_length=40)),
                ('because', models.CharField(max_length=40)),
                ('rank', models.PositiveSmallIntegerField()),
                ('weight', models.DecimalField(decimal_places=2, max_digits=5)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('target', models.DecimalField(decimal_places=2, max_digits=16)),
                ('share', models.FloatField()),
                ('expected', models.FloatField()),
                ('gap', models.FloatField()),
                ('forecast', models.CharField(blank=True, max_length=40)),
                ('confidence', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('first_due_on', models.DateField()),
                ('slips', models.PositiveSmallIntegerField(default=0)),
                ('measured_on', models.DateField()),
                ('person', models.CharField(blank=True, max_length=60)),
                ('sought', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['campaign_id', 'code'],
                'indexes': [models.Index(fields=['campaign', 'light', 'code'], name='standing_by_light'), models.Index(fields=['campaign', 'rank', 'gap', 'code'], name='standing_by_rank'), models.Index(fields=['campaign', 'gap', 'code'], name='standing_by_gap'), models.Index(fields=['campaign', 'due_on', 'code'], name='standing_by_due'), models.Index(fields=['campaign', 'share', 'code'], name='standing_by_share'), models.Index(fields=['campaign', 'unit', 'code'], name='standing_by_unit'), models.Index(fields=['campaign', 'line', 'code'], name='standing_by_line'), models.Index(fields=['campaign', 'official', 'code'], name='standing_by_official')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='standing_itemstanding_once_per_code')],
            },
        ),
        migrations.CreateModel(
            name='TargetBinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='target_bindings', to='campaigns.campaign')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='campaigns.target')),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('register', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='target_bindings', to='registers.register')),
                ('measure', models.CharField(blank=True, max_length=20)),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='worklist.project')),
                ('keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pace', models.CharField(default='due', max_length=40)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('known_at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['target_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('target', 'number'), name='standing_targetbinding_once_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'measure'), _negated=True), models.Q(('register__isnull', False), models.Q(('measure', ''), _negated=True)), _connector='OR'), name='standing_targetbinding_names_its_measure'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'by_hand'), _negated=True), ('keeper__isnull', False), _connector='OR'), name='standing_targetbinding_has_a_keeper')],
            },
        ),
        migrations.CreateModel(
            name='HandFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_figures', to='campaigns.campaign')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_figures', to='campaigns.target')),
                ('on', models.DateField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('source', models.CharField(max_length=300)),
                ('known_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['target_id', 'pk'],
            },
        ),
    ]
