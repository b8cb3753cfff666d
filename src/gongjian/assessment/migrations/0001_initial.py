# Written from the models by scripts/first_migrations.py
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('reporting', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='campaigns.campaign')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='reporting.period')),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('series', models.CharField(max_length=40)),
                ('place', models.PositiveSmallIntegerField()),
                ('before', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('total', models.DecimalField(decimal_places=2, max_digits=7)),
                ('lines', models.JSONField()),
                ('rulebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.rulebook')),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['period_id', 'edition', 'series', 'place', 'unit'],
                'indexes': [models.Index(fields=['campaign', 'period', 'edition'], name='assessment_result_published')],
                'constraints': [models.UniqueConstraint(fields=('period', 'edition', 'unit'), name='assessment_result_once_per_unit')],
            },
        ),
    ]
