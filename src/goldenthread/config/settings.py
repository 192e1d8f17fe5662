"""Django settings, derived from the environment (see environment.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from goldenthread.config import environment

ENV = environment.load()
PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = (
    "ui", "access", "exchange", "organisations", "documents", "improvement", "reports", "demo",
)  # fmt: skip

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENV.trusted_origins)
DEMO_MODE = ENV.mode == "demo"
DATA_DIR = ENV.data_dir
# Checkpoints of the audit trail; best on another disk or host than the database.
AUDIT_DIR = ENV.audit_dir

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_linear_migrations",
    "allauth",
    "allauth.account",
    *(f"goldenthread.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.organisations.middleware.ScopeMiddleware",
    "goldenthread.access.middleware.SignInRequiredMiddleware",
    "goldenthread.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / room / "templates" for room in ROOMS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "goldenthread.config.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "goldenthread.config.navigation.page_context",
            ],
        },
    },
    {
        # Only for the plain-text e-mails that allauth sends.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# --- storage -----------------------------------------------------------------------------------

if ENV.database_url:
    DATABASES: dict[str, Any] = {"default": environment.postgres_from(ENV.database_url)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "goldenthread.sqlite3",
            "OPTIONS": {
                # Writers queue at BEGIN instead of failing half-way through a transaction.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
                ),
            },
        }
    }
DATABASES["default"]["ATOMIC_REQUESTS"] = False
FORM_RENDERER = "goldenthread.ui.forms.renderer.PageRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        # Shared by all web processes and hosts, so that sign-in lock-outs hold everywhere.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "goldenthread_cache",
        # Above what many made-up addresses could fill within a lock-out's five minutes.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
FILES_DIR = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# One upload of 25 MB and its form; the reader of each format has limits of its own.
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

STATIC_URL = "static/"
STATICFILES_DIRS = [("vendor", ENV.frontend_dir)]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_DIR},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# --- sign-in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "goldenthread.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Five wrong passwords in five minutes lock that address out for the rest of the five minutes.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/300s/key"}
ACCOUNT_FORMS = {"login": "goldenthread.access.forms.SignInForm"}
SESSION_COOKIE_AGE = 60 * 60
# Each request within the hour keeps the session alive: see access.middleware.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- trust -------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.production
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENV.production
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- words, times, tests -----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# E-mail addresses are unique whatever their capitals: a constraint on Lower("email").
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # In production each checkpoint of the audit trail is logged, so that a copy can leave the machine.
    "loggers": {"goldenthread.access.audit": {"level": "INFO" if ENV.production else "WARNING"}},
}
if ENV.mode == "test":
    # Argon2 is slow by design; tests of the hasher itself ask for it by name.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
