"""The one task of the queue: it fetches a piece of work and calls the service."""

from django_tasks import task

from nhipcau.jobs import services


# Wagtail queues its own tasks (its index of references) in the hundreds; what people wait for goes first.
@task(priority=50)
def do_work(label: str, pk: int) -> None:
    """Do the piece of background work `pk` of the model `label`."""
    services.do(label, pk)
