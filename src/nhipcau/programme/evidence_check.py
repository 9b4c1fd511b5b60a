"""Whether the files of evidence are what they were when they came."""

import hashlib
from collections.abc import Iterator

from nhipcau.programme.models import Evidence


def faults() -> Iterator[str]:
    """A sentence for each file that is gone or has other bytes."""
    for row in Evidence.objects.order_by("pk").iterator(chunk_size=500):
        try:
            with row.file.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield f"The evidence “{row.name}” of activity {row.activity_id} is gone from the media folder."
            continue
        if digest != row.sha256:
            yield f"The evidence “{row.name}” of activity {row.activity_id} is not the file that came."
