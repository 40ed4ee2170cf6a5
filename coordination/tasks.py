"""What the worker does: deliver the news of the journal."""

from celery import shared_task

from coordination.news import deliver
from coordination.readers import READERS
from sharing.sent_once import forget_sent


@shared_task(name="coordination.deliver_news", acks_late=True)
def deliver_news() -> int:
    """Woken by each act and by beat. Safe to run twice, and at once in two workers."""
    dealt = total = deliver(READERS)
    while dealt:  # what a reader does may be news to the next
        dealt = deliver(READERS)
        total += dealt
    return total


@shared_task(name="coordination.forget_sent_forms", acks_late=True)
def forget_sent_forms() -> int:
    """How many forms of yesterday and before were forgotten. Safe to run twice."""
    return forget_sent()
