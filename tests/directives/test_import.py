"""A file becomes a directive under review."""

import pytest

from nhipcau.directives.enums import ItemKind
from nhipcau.directives.models import Directive

pytestmark = pytest.mark.django_db


def test_the_sample_is_read_with_all_its_items(directive: Directive) -> None:
    assert directive.number == "07-HD/BTGDVTU"
    counts = {kind: directive.items.filter(kind=kind).count() for kind in ItemKind}
    assert counts == {
        "metadata": 11,
        "assignment": 22,
        "date": 30,
        "recurring_deadline": 2,
        "citation": 13,
        "recipient": 10,
    }
    for it in directive.items.filter(kind="assignment"):
        print(it.value["unit"], it.unit, it.group, it.joint, it.provision)
    for it in directive.items.filter(kind="recipient"):
        print(it.value, it.unit, it.group, it.joint)
