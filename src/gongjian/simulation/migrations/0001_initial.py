# Written from the models by scripts/first_migrations.py
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('campaigns', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='campaigns.campaign')),
                ('begins_on', models.DateField()),
                ('reached_on', models.DateField()),
                ('through', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('campaign',), name='simulation_passage_one_at_a_time'), models.CheckConstraint(condition=models.Q(('reached_on__isnull', True), ('reached_on__gte', models.F('begins_on')), _connector='OR'), name='simulation_passage_begins_on_before_reached_on'), models.CheckConstraint(condition=models.Q(('through__isnull', True), ('through__gte', models.F('reached_on')), _connector='OR'), name='simulation_passage_reached_on_before_through')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='campaigns.campaign')),
                ('day', models.DateField()),
                ('wanted', models.CharField(max_length=120)),
                ('reason', models.JSONField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
