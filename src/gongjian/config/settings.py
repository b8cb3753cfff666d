"""The settings of an installation. Without any option it runs on a laptop, with SQLite in a folder."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from gongjian.config import options
from gongjian.sandbox.lane import cores

PACKAGE = Path(__file__).resolve().parents[1]
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]  # whoever watches it asks here, whatever its name is

DATA_DIR = options.folder("DATA_DIR", make=True) or Path("data")
DEMO_MARK = DATA_DIR / "demo"
DEMO = options.flag("DEMO", otherwise=DEMO_MARK.exists())
DEBUG = options.flag("DEBUG")
GALLERY = options.flag("GALLERY", otherwise=DEMO or DEBUG)
HTTPS = options.flag("HTTPS")
PROXIES = options.number("PROXIES")
REDIS_URL = options.redis("REDIS_URL")

VAULT_DIR = DATA_DIR / "vault"
TURNS_DIR = DATA_DIR / "turns"
FONT_DIR = options.folder("FONT_DIR")
SECRET_KEY = options.secret("SECRET_KEY", kept_in=DATA_DIR / "secret_key")
HOST_NAMES = options.words("ALLOWED_HOSTS")
ALLOWED_HOSTS = [*HOST_NAMES, *THIS_MACHINE]
SITE_ADDRESS = options.address(
    "SITE_ADDRESS",
    otherwise=f"{'https' if HTTPS else 'http'}://{(HOST_NAMES or ['localhost'])[0].lstrip('.*') or 'localhost'}",
)
CONTACT = options.text("CONTACT")
SEAL_CERTIFICATE = options.file("SEAL_CERTIFICATE")
SEAL_PASSPHRASE = options.text("SEAL_PASSPHRASE")
SEAL_ROOTS = options.folder("SEAL_ROOTS")
UPLOAD_MAX_BYTES = options.number("UPLOAD_MAX_MB") * 1024 * 1024
FREE_DISK_BYTES = options.number("FREE_DISK_MB") * 1024 * 1024
KEEP_FREE_BYTES = options.number("KEEP_FREE_MB") * 1024 * 1024
BACKUP_DIR = options.folder("BACKUP_DIR") or DATA_DIR / "backups"
BACKUP_PASSPHRASE = options.text("BACKUP_PASSPHRASE")
BACKUP_DAYS, BACKUP_WEEKS, BACKUP_MONTHS = (
    options.number(f"BACKUP_{stretch}") for stretch in ("DAYS", "WEEKS", "MONTHS")
)
WEB_THREADS = options.number("WEB_THREADS")
WEB_PROCESSES = options.number("WEB_PROCESSES") or min(cores(), 4)
WORKER_THREADS = options.number("WORKER_THREADS")

ROOMS = [
    "accounts",
    "notices",
    "campaigns",
    "worklist",
    "registers",
    "reporting",
    "obstacles",
    "standing",
    "assessment",
    "bulletins",
    "meetings",
    "rounds",
    "simulation",
    "intake",
    "ledger",
]
INSTALLED_APPS = [
    *(f"gongjian.{room}" for room in [*ROOMS, "work", "ui", "web", "api", "ops"]),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_vite",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]
MIDDLEWARE = [
    "gongjian.config.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongjian.config.compressing.PagesMiddleware",
    "gongjian.config.keeping.NothingKeptMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongjian.web.middleware.language.AccountLanguageMiddleware",
    "gongjian.web.middleware.years.YearsMiddleware",
    "gongjian.web.middleware.in_mind.InMindMiddleware",
    "gongjian.web.middleware.signing_in.SignInMiddleware",
    "gongjian.web.middleware.first_password.FirstPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongjian.web.middleware.refusals.RefusalMiddleware",
    "gongjian.web.middleware.room.RoomMiddleware",
    "gongjian.web.middleware.waiting.WaitingMiddleware",
    "gongjian.web.middleware.filling.FillingMiddleware",
]
ROOT_URLCONF = "gongjian.config.urls"
WSGI_APPLICATION = "gongjian.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongjian.web.context.frame",
            ]
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "jinja2"],
        "OPTIONS": {"environment": "gongjian.config.jinja.environment"},
    },
]

if (server := options.postgres("DATABASE_URL")) and not find_spec("psycopg"):
    raise ImproperlyConfigured(
        "GONGJIAN_DATABASE_URL needs PostgreSQL's driver: pip install 'psycopg[binary]'."
    )
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "gongjian.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;",
    },
}
POSTGRES = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": POSTGRES | server if server else SQLITE}
CACHE_TABLE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache",
    "OPTIONS": {
        "MAX_ENTRIES": 20_000
    },  # so that made-up names do not push out what is counted about the others
}
CACHE_REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
CACHES = {"default": CACHE_REDIS if REDIS_URL else CACHE_TABLE}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TASK_WRAPPERS = ("gongjian.ops.tasks", "gongjian.ops.demo_tasks")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "gongjian.config.sign_in.CodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"gongjian.config.passwords.{name}"}
    for name in ("LikeThePerson", "LongEnough", "NotCommon", "NotDigitsOnly")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "gongjian.config.sign_in.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "60/m/ip"}  # by account: config/attempts.py
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gongjian"
MFA_FORMS = {
    "authenticate": "gongjian.config.second_factor.CodeForm",
    "reauthenticate": "gongjian.config.second_factor.CodeAgainForm",
    "activate_totp": "gongjian.config.second_factor.StartForm",
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_HOST, EMAIL_PORT = options.text("EMAIL_HOST"), options.number("EMAIL_PORT")
EMAIL_USE_TLS = options.choice("EMAIL_SECURITY") == "starttls"
EMAIL_USE_SSL = options.choice("EMAIL_SECURITY") == "tls"
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = options.text("EMAIL_USER"), options.text("EMAIL_PASSWORD")
DEFAULT_FROM_EMAIL = options.text("EMAIL_FROM") or EMAIL_HOST_USER or "gongjian@localhost"
EMAIL_TIMEOUT = 20
ROBOT_BASES = options.bases("ROBOT_BASES")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/ui/dist/.+-[\w-]{8}\.\w+$"
DJANGO_VITE = {
    "default": {
        "manifest_path": PACKAGE / "ui" / "static" / "ui" / "dist" / "manifest.json",
        "static_url_prefix": "ui/dist",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "gongjian.config.logs.RequestIdFilter"}},
    "formatters": {"lines": {"()": "gongjian.config.logs.JsonLines"}},
    "handlers": {
        "lines": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "lines",
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["lines"], "level": options.choice("LOG_LEVEL").upper()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
