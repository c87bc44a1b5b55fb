"""Values from the environment, each read once, each refused with a sentence that names it."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.utils import get_random_secret_key
from django.core.validators import validate_email

env = environ.Env()

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
DATABASES = ("sqlite://", "postgres://", "postgresql://")
CACHES = ("filecache:///", "redis://", "rediss://")


def flag(name: str, *, default: bool = False) -> bool:
    """The switch ``name``; anything but a plain yes or no stops the start."""
    value = env.str(name, default=str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it must be true or false.")


def site_url() -> str:
    """Scheme and host under which the public reaches the site, without a slash at the end."""
    value = env.str("SITE_URL", default="http://127.0.0.1:8000")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ImproperlyConfigured(f"SITE_URL is {value!r}; it must look like https://example.org.")
    return f"{parts.scheme}://{parts.netloc}"


def email(name: str) -> str:
    """An address for mail, or nothing."""
    value = env.str(name, default="")
    if value:
        try:
            validate_email(value)
        except ValidationError:
            raise ImproperlyConfigured(f"{name} is {value!r}; it must be an e-mail address.") from None
    return value


def database(default_file: Path) -> dict:
    """Django's settings for the database in DATABASE_URL, an SQLite file when there is none."""
    url = env.str("DATABASE_URL", default=f"sqlite:///{default_file}")
    if not url.startswith(DATABASES):  # first, since what follows prints an unknown one, password and all
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgres://.")
    try:
        settings = environ.Env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}.") from error
    match settings["ENGINE"]:
        case "django.db.backends.sqlite3":
            # IMMEDIATE: a transaction that will write waits for its turn at its start, where busy_timeout
            # helps, not in its middle, where SQLite would fail at once.
            settings["CONN_MAX_AGE"] = 60
            settings["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            }
        case "django.db.backends.postgresql":
            settings["CONN_MAX_AGE"] = 60
            settings["CONN_HEALTH_CHECKS"] = True
    return settings


def cache(default_folder: Path) -> dict:
    """Django's settings for the cache in CACHE_URL, files in a folder when there is none.

    All processes of the site share it: an answer and its time are the same whichever gives it.
    """
    url = env.str("CACHE_URL", default=f"filecache://{default_folder}")
    if not url.startswith(CACHES):  # first, since what follows prints an unknown one, password and all
        raise ImproperlyConfigured("CACHE_URL must start with filecache:/// or redis://.")
    settings = environ.Env.cache_url_config(url)
    if settings["BACKEND"].endswith("FileBasedCache"):
        # Each of some hundred kilobytes at most: what bounds the disk.
        settings["OPTIONS"] = {"MAX_ENTRIES": 1000}
    return settings


def secret_key(kept_in: Path) -> str:
    """SECRET_KEY, or one made on the first run and kept in a file that only its owner can read."""
    # Not by env.str(), which takes a value that starts with $ for the name of another setting.
    if value := os.environ.get("SECRET_KEY"):
        return value
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not there: several processes may start at once, and the first to link its key wins.
        with NamedTemporaryFile("w", dir=kept_in.parent, encoding="utf-8") as new:  # its mode is 600
            new.write(get_random_secret_key())
            new.flush()
            with suppress(FileExistsError):
                kept_in.hardlink_to(new.name)
    return kept_in.read_text(encoding="utf-8")
