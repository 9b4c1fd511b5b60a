"""Questions about background work of every kind."""

from itertools import islice
from typing import Any

from nhipcau.jobs import registry
from nhipcau.jobs.models import BackgroundWork


def kinds_visible_to(user: Any) -> list[type[BackgroundWork]]:
    """The kinds of work whose rows a person may look at."""
    return [
        model
        for model in registry.kinds_of_work()
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]


def newest_work(user: Any, *, state: str = "", most: int = 100) -> list[BackgroundWork]:
    """The newest work that a person may look at, of all kinds, one query for each kind."""
    rows: list[BackgroundWork] = []
    for model in kinds_visible_to(user):
        found = model._default_manager.select_related("created_by").order_by("-created_at")
        # A file's bytes are not needed to tell how far it has come.
        heavy = [field.name for field in model._meta.concrete_fields if field.get_internal_type() == "BinaryField"]
        found = found.defer(*heavy)
        rows += found.filter(state=state)[:most] if state else found[:most]
    rows.sort(key=lambda row: row.created_at, reverse=True)
    return list(islice(rows, most))


def is_anything_under_way(rows: list[BackgroundWork]) -> bool:
    """Tell whether a look a moment later could show something new."""
    return any(row.state in ("waiting", "running") for row in rows)
