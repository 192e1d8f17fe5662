"""Django settings, derived from the environment (see environment.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from goldenthread.config import environment, logs

ENV = environment.load()
PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = (
    "ui", "access", "tasks", "exchange", "organisations", "people", "documents", "messages", "duties",
    "registers", "improvement", "assessments", "reports", "workspace", "demo",
)  # fmt: skip

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.old_secret_keys)
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
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(f"goldenthread.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "goldenthread.config.health.HealthMiddleware",
    "goldenthread.access.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goldenthread.access.large_forms.LargeFormMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.organisations.middleware.ScopeMiddleware",
    "goldenthread.access.middleware.SignInRequiredMiddleware",
    "goldenthread.access.middleware.SecondFactorMiddleware",
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

DATABASE_CACHE: dict[str, Any] = {
    # Shared by all web processes and hosts, so that sign-in lock-outs hold everywhere.
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "goldenthread_cache",
    # Django's 300 would let anyone push a lock-out out of the table by trying 300 other addresses.
    "OPTIONS": {"MAX_ENTRIES": 1_000_000},
}
CACHES: dict[str, Any] = {"default": DATABASE_CACHE}
FILES_DIR = DATA_DIR / "files"
# Public keys of age; the private ones are kept away from the machine.
BACKUP_KEYS = ENV.backup_keys
FILE_UPLOAD_TEMP_DIR = DATA_DIR / environment.INCOMING
# What looks at files that people send in (documents.keeping.scanning); empty: nothing does, and pages say so.
SCANNER = ENV.scanner
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# All files of one form together (access.large_forms); the reader of each format has limits of its own.
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

# --- background tasks --------------------------------------------------------------------------

# Empty: workers look at our own table. Else the bell is rung through that backend (tasks.waking).
TASKS: dict[str, Any] = {"default": {"BACKEND": ENV.task_backend}} if ENV.task_backend else {}
COPY_DAYS = ENV.copy_days
LARGE_EXPORT_ROWS = ENV.large_export_rows

# --- sign-in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["goldenthread.organisations.backends.PostsBackend"]
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
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Golden Thread: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.production else "http"
# Five wrong passwords lock that address out until five minutes after the first of them
# (docs/adr/0011-lock-out.md). Codes of the second step count in the same way, for each person.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "10/m/ip,3/300s/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "goldenthread.access.forms.SignInForm",
    "reauthenticate": "goldenthread.access.forms.PasswordAgainForm",
    "change_password": "goldenthread.access.forms.ChangePasswordForm",
    "reset_password": "goldenthread.access.forms.ForgottenPasswordForm",
    "reset_password_from_key": "goldenthread.access.forms.NewPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 60 * 60

SECOND_FACTOR_REQUIRED = ENV.second_factor == "required"
MFA_ADAPTER = "goldenthread.access.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers offer passkeys at http://localhost for trying things out; anywhere else they ask for https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENV.mode in ("demo", "test")
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever makes the account vouches for the address
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Golden Thread"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "goldenthread.access.forms.CodeForm",
    "reauthenticate": "goldenthread.access.forms.CodeAgainForm",
    "activate_totp": "goldenthread.access.forms.ConfirmAppForm",
    "add_webauthn": "goldenthread.access.forms.AddPasskeyForm",
    "edit_webauthn": "goldenthread.access.forms.RenamePasskeyForm",
}

OPENID = ENV.openid
SOCIALACCOUNT_ADAPTER = "goldenthread.organisations.openid.adapter.OpenIdAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = environment.openid_provider(ENV.openid)

# A session ends when nothing was asked for this long; each request begins it anew (access.middleware).
SESSION_COOKIE_AGE = ENV.session_minutes * 60
SESSION_WARNING_SECONDS = 5 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- trust -------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.production
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENV.production
TRUSTED_PROXIES = ENV.trusted_proxies
WORKERS = ENV.workers
PRODUCTION = ENV.production
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
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
        # Signing in by OpenID Connect is a form of ours that is sent on to the provider.
        "form-action": [SELF, *([environment.origin_of(ENV.openid.issuer)] if ENV.openid else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- words, times, tests -----------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
globals().update(ENV.mail)
# Where a demonstration keeps what it would have sent (config.outbox).
EMAIL_FILE_PATH = DATA_DIR / "outbox"
DEFAULT_FROM_EMAIL = ENV.mail_from
# E-mail addresses are unique whatever their capitals: a constraint on Lower("email").
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_tokens": {"()": "goldenthread.access.links.tokens.HideTokens"}},
    "formatters": {"json": logs.json_formatter()},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            **({"formatter": "json"} if ENV.production else {"filters": ["hide_tokens"]}),
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # In production each checkpoint of the audit trail is logged, so that a copy can leave the machine.
    "loggers": {"goldenthread.access.audit": {"level": "INFO" if ENV.production else "WARNING"}},
}
if ENV.mode == "test":
    # Argon2 is slow by design; tests of the hasher itself ask for it by name.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
