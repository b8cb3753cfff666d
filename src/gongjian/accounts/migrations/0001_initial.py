# Written from the models by scripts/first_migrations.py
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.organisation')),
                ('position', models.PositiveIntegerField(default=0)),
                ('other_names', models.JSONField(blank=True, default=list)),
                ('proposed_series', models.CharField(blank=True, max_length=40)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': [django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(models.F('position'), models.Value(0)), models.Value(1000000)), 'pk'],
                'constraints': [models.UniqueConstraint(fields=('parent', 'name'), name='accounts_organisation_once_per_name'), models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('name',), name='accounts_organisation_once_at_the_top'), models.CheckConstraint(condition=models.Q(('id__isnull', True), ('parent__isnull', True), models.Q(('id', models.F('parent')), _negated=True), _connector='OR'), name='accounts_organisation_id_is_not_parent')],
            },
        ),
        migrations.CreateModel(
            name='FirstKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_hash', models.CharField(max_length=128)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('expires_at__gte', models.F('made_at')), _connector='OR'), name='accounts_firstkey_made_at_before_expires_at'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('used_at__gte', models.F('made_at')), _connector='OR'), name='accounts_firstkey_made_at_before_used_at')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(max_length=60)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('language', models.CharField(blank=True, max_length=40)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.organisation')),
                ('duty', models.CharField(blank=True, max_length=60)),
                ('proposed_role', models.CharField(blank=True, max_length=40)),
                ('code_hash', models.CharField(blank=True, max_length=128)),
                ('code_expires_at', models.DateTimeField(blank=True, null=True)),
                ('code_printed_at', models.DateTimeField(blank=True, null=True)),
                ('ways', models.PositiveIntegerField(default=0)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code_expires_at', None), ('code_hash', '')), models.Q(models.Q(('code_hash', ''), _negated=True), ('code_expires_at__isnull', False)), _connector='OR'), name='accounts_user_code_hash_with_code_expires_at')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Administrator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='administers', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='administrators', to='accounts.organisation')),
                ('given_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['organisation', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'organisation'), name='accounts_administrator_once_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('given_at')), _connector='OR'), name='accounts_administrator_given_at_before_ended_at')],
            },
        ),
    ]
