"""The one task of the queue: it fetches a piece of work and calls the service."""

from django_tasks import task

from nhipcau.jobs import services


@task()
def do_work(label: str, pk: int) -> None:
    """Do the piece of background work `pk` of the model `label`."""
    services.do(label, pk)
