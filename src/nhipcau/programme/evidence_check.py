"""Whether the files of evidence are what they were when they came."""

import hashlib
from collections.abc import Iterator
from typing import Any

from nhipcau.programme.models import Evidence
from nhipcau.programme.prize_models import PrizeEntry


def faults() -> Iterator[str]:
    """A sentence for each file that is gone or has other bytes."""
    for row in Evidence.objects.order_by("pk").iterator(chunk_size=500):
        yield from faults_of(row.file, row.sha256, f"“{row.name}” of activity {row.activity_id}")
    for entry in PrizeEntry.objects.exclude(sha256="").order_by("pk").iterator(chunk_size=500):
        yield from faults_of(entry.file, entry.sha256, f"of prize entry {entry.pk}")


def faults_of(kept: Any, sha256: str, which: str) -> Iterator[str]:
    """What is wrong with one kept file, `which` in the words of the sentence."""
    try:
        with kept.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        yield f"The evidence {which} is gone from the media folder."
        return
    if digest != sha256:
        yield f"The evidence {which} is not the file that came."
