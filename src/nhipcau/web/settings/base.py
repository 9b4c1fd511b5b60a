"""Apps, database, files, background work."""

from pathlib import Path

import environ

from nhipcau.web import environment as env

DATA = env.data_folder()
PACKAGE = Path(__file__).resolve().parents[2]
DEBUG = env.flag("NHIPCAU_DEBUG", default=False)
SECRET_KEY = env.secret_key(DATA)

INSTALLED_APPS = [
    "nhipcau.web",
    "nhipcau.portal",
    "nhipcau.reporting",
    "nhipcau.listening",
    "nhipcau.newsroom",
    "nhipcau.programme",
    "nhipcau.directives",
    "nhipcau.organisation",
    "nhipcau.drafts",
    "nhipcau.audit",
    "nhipcau.jobs",
    "wagtail.contrib.simple_translation",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nhipcau.web.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "nhipcau.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

DATABASES = {"default": environ.Env().db_url("DATABASE_URL", default=f"sqlite:///{DATA / 'nhipcau.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file in place of memory lets `pytest --reuse-db` skip the migrations.
    DATABASES["default"]["TEST"] = {"NAME": env.text("NHIPCAU_TEST_DATABASE_FILE", "") or None}
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock when it begins: two writers then wait for each other instead of failing halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # WAL lets readers go on while one writes; FULL keeps every acknowledged commit through a power cut; what is
        # deleted is overwritten, since it may be a document that must not be here.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
# The portal's fonts serve the workspace too.
STATICFILES_DIRS = [("portal", PACKAGE / "portal" / "public")]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
PUBLISHED_SITE = DATA / "site"
# Pictures of pages are drawn again when they are missing: no backup needs them.
PAGE_PICTURES = DATA / "cache" / "pages"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o640

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PROVINCE_NAME = env.text("NHIPCAU_PROVINCE", "Vân Khê")
PUBLIC_ADDRESS = env.text("NHIPCAU_PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")
CONTACT_EMAIL = env.text("NHIPCAU_CONTACT_EMAIL", "")

EMAIL_CONFIG = environ.Env().email_url("NHIPCAU_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# A mail server that does not answer must not hold up whatever else is looked after.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("NHIPCAU_EMAIL_FROM", "nhipcau@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("NHIPCAU_LOG_LEVEL", "WARNING")},
}
