# Written from the models by scripts/first_migrations.py
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
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
    ]
