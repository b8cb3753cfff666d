# Written from the models by scripts/first_migrations.py
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField(unique=True)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('number', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor', models.CharField(max_length=150)),
                ('verb', models.JSONField()),
                ('subject', models.CharField(max_length=120)),
                ('facts', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['campaign_id', 'number'],
                'indexes': [models.Index(fields=['campaign_id', 'subject'], name='ledger_entry_subject')],
                'constraints': [models.UniqueConstraint(fields=('campaign_id', 'number'), name='ledger_entry_once_per_number')],
            },
        ),
    ]
