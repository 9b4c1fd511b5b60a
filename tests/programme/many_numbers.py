"""Run as a process of its own: a child takes a number and is killed before the commit; then many ask at once.

python -m tests.programme.many_numbers
"""

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415 -- Django is set up only now
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.organisation.models import Unit  # noqa: PLC0415
    from nhipcau.programme.plans.integrity import faults  # noqa: PLC0415
    from nhipcau.programme.register.services import take_number  # noqa: PLC0415
    from nhipcau.programme.register_models import OutgoingDocument, RegisterBook  # noqa: PLC0415

    unit, _made = Unit.objects.get_or_create(name="Sở Ngoại vụ", kind="department", tier="province")
    today = timezone.localdate()

    def take(key: str) -> Any:
        entry = take_number(unit, "KH", today, subject="Việc", key=key, by=None)
        connection.close()
        return entry

    connection.close()
    child = os.fork()
    if child == 0:
        with transaction.atomic():
            take_number(unit, "KH", today, subject="Việc", key="dying", by=None)
            os.kill(os.getpid(), signal.SIGKILL)
    killed = os.waitpid(child, 0)[1]
    assert os.WTERMSIG(killed) == signal.SIGKILL
    # Each of twenty-four asks twice, as a double click does; six at a time.
    with ThreadPoolExecutor(6) as many:
        list(many.map(take, [f"form:{number % 24}" for number in range(48)]))
    numbers = sorted(OutgoingDocument.objects.values_list("number", flat=True))
    last = RegisterBook.objects.get().last_number
    print(json.dumps({"numbers": numbers, "last": last, "faults": list(faults())}))


if __name__ == "__main__":
    main()
