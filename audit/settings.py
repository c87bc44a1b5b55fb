"""The site as it is, with its collected files elsewhere: an audit leaves those of a running site alone."""

import os
from pathlib import Path

from catalogue.settings import *  # noqa: F403
from catalogue.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "audit"]
STATIC_ROOT = Path(os.environ["AUDIT_STATIC_ROOT"])
