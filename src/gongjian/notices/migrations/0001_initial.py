# Written from the models by scripts/first_migrations.py
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Robot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=40)),
                ('address', models.CharField(max_length=500)),
                ('secret', models.CharField(blank=True, max_length=200)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('language', models.CharField(default='zh-hans', max_length=40)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['campaign_id', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('campaign_id', 'name'), name='notices_robot_once_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preference', to=settings.AUTH_USER_MODEL)),
                ('by_email', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to=settings.AUTH_USER_MODEL)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('ways', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='notices_feed_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('words', models.TextField(max_length=2000)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign_id', 'kind'), name='notices_wording_once_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('robot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='notices.robot')),
                ('key', models.CharField(max_length=120)),
                ('title', models.JSONField()),
                ('lines', models.JSONField(default=list)),
                ('day', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['person', 'campaign_id', 'read_at'], name='notices_notice_unread')],
                'constraints': [models.UniqueConstraint(fields=('campaign_id', 'person', 'key'), name='notices_notice_once_per_key'), models.UniqueConstraint(fields=('campaign_id', 'robot', 'key'), name='notices_notice_once_per_robot_and_key'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('robot__isnull', True)), models.Q(('person__isnull', True), ('robot__isnull', False)), _connector='OR'), name='notices_notice_has_one_reader')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='notices.notice')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('key', models.CharField(max_length=120)),
                ('reason', models.CharField(max_length=40)),
                ('day', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['day', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign_id', 'person', 'key', 'day'), name='notices_reminder_once_per_day'), models.UniqueConstraint(condition=models.Q(('reason', 'new')), fields=('campaign_id', 'person', 'key'), name='notices_reminder_new_only_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign_id', models.BigIntegerField()),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='notices.notice')),
                ('channel', models.CharField(max_length=40)),
                ('state', models.CharField(default='queued', max_length=40)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'next_at'], name='notices_delivery_next')],
                'constraints': [models.UniqueConstraint(fields=('notice', 'channel'), name='notices_delivery_once_per_channel'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent']), ('sent_at__isnull', False)), models.Q(models.Q(('state__in', ['sent']), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notices_delivery_sent_at_matches_state')],
            },
        ),
    ]
