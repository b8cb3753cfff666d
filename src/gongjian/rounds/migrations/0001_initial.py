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
            name='EveningRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evening_rounds', to='campaigns.campaign')),
                ('day', models.DateField()),
                ('done_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'day'), name='rounds_eveninground_once_per_day')],
            },
        ),
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audits', to='campaigns.campaign')),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('part', models.PositiveIntegerField(default=0)),
                ('parts', models.PositiveIntegerField(default=0)),
                ('looks_at', models.JSONField(default=str)),
                ('entries', models.PositiveBigIntegerField(default=0)),
                ('anchor', models.CharField(blank=True, max_length=40)),
                ('count', models.PositiveIntegerField(default=0)),
                ('found', models.JSONField(default=list)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('finished_at__gte', models.F('asked_at')), _connector='OR'), name='rounds_audit_asked_at_before_finished_at')],
            },
        ),
    ]
