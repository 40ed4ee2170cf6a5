"""What `celery -A coordination.worker` runs: the application, once its settings are right."""

from coordination.celery import app
from coordination.environment import load_settings

load_settings()

__all__ = ["app"]
