"""Session, person, database: nothing of the product but its rows and the words that its models are made of."""

from gongjian.config import settings as product

BASE = (
    "SECRET_KEY",
    "DATABASES",
    "AUTH_USER_MODEL",
    "ALLOWED_HOSTS",
    "USE_TZ",
    "TIME_ZONE",
)
SERVED = ("WEB_THREADS", "WEB_PROCESSES", "UPLOAD_MAX_BYTES", "PROXIES", "TURNS_DIR", "DATA_DIR")
globals().update({name: getattr(product, name) for name in (*BASE, *SERVED)})
INSTALLED_APPS = [name for name in product.INSTALLED_APPS if name.startswith(("gongjian", "django.contrib"))]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
DEFAULT_AUTO_FIELD = product.DEFAULT_AUTO_FIELD
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "benchmarks.bare.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [product.Path(__file__).parent / "templates"],
    }
]
