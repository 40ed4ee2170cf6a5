"""The top storey: who does what today, and the wiring of the project."""

from coordination.celery import app as celery_app

__all__ = ["celery_app"]
