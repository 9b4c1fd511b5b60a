"""Delegations and prize calls in a real browser: a member of the jury scores on a phone; every screen is accessible."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from nhipcau.programme.delegation_models import Delegation, MemberKind
from nhipcau.programme.delegations.services import keep
from nhipcau.programme.prize_models import AwardLevel, PrizeEntry, Score
from nhipcau.programme.prizes import services
from tests.browser import PHONE, accessibility_faults
from tests.programme.prize_calls import contest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOO_WIDE = "document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth"


def look(page: Any, address: str) -> None:
    page.goto(f"/workspace/{address}")
    page.evaluate("document.querySelectorAll('details.nc-do').forEach((one) => { one.open = true; })")
    assert accessibility_faults(page) == {}, address
    # Wagtail's editor is wider than a phone by itself.
    assert "/edit/" in address or page.evaluate(TOO_WIDE) is False, address


def test_a_member_of_the_jury_scores_on_a_phone_and_what_was_typed_is_kept(
    open_as: Any, person: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    prize = contest(person)
    prize.send()
    prize.send()
    juror = prize.appoint()
    prize.hand_over()
    pk, page = prize.call.pk, open_as(juror, size=PHONE)
    look(page, f"prizes/{pk}/scoring/")
    page.get_by_role("link", name="Tác phẩm").first.click()
    assert page.get_by_role("img", name="Tác phẩm").evaluate("image => image.naturalWidth") > 0
    page.get_by_label("Nội dung").fill("8,5")
    page.get_by_label("Hình thức").fill("6")
    expect(page.get_by_text("từ 0 đến 5")).to_be_visible()
    assert accessibility_faults(page) == {}
    page.get_by_label("Hình thức").fill("4")
    expect(page.locator("[data-total]")).to_have_text("83,33")
    page.reload()
    expect(page.get_by_label("Nội dung")).to_have_value("8,5")
    assert Score.objects.count() == 2
    code = page.url.rstrip("/").rpartition("/")[2]
    look(page, f"prizes/{pk}/scoring/{code}/conflict/")


def test_the_screens_of_those_who_run_a_call_and_of_delegations_are_accessible(
    open_as: Any, person: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    prize, today = contest(person), timezone.localdate()
    entry, pk = prize.send(), prize.call.pk
    juror, page = prize.appoint(), open_as(prize.officer, size=PHONE)
    for address in (
        f"prizes/{pk}/send/",
        f"prizes/{pk}/entries/{entry.pk}/",
        f"prizes/{pk}/jury/",
        f"prizes/edit/{pk}/",
    ):
        look(page, address)
    prize.hand_over()
    prize.score(PrizeEntry.objects.get(), juror, "8", "4")
    look(page, f"prizes/{pk}/close/")
    prize.close()
    prize.open()
    services.give_award(entry, AwardLevel.objects.get(), by=prize.officer)
    row = Delegation(
        direction="in", name="Đoàn hữu nghị " + "ả" * 90, country="Lào", purpose="Trao đổi", host_unit=prize.paper,
        starts_on=today - timedelta(days=40), ends_on=today - timedelta(days=38),
    )  # fmt: skip
    keep(row, {MemberKind.objects.all()[0]: 9}, by=prize.officer)
    for address in (
        "prizes/", f"prizes/inspect/{pk}/", f"prizes/{pk}/entries/", f"prizes/{pk}/results/", f"prizes/{pk}/awards/",
        "delegations/", f"delegations/inspect/{row.pk}/", "delegations/new/", "occasions/calendar/",
    ):  # fmt: skip
        look(page, address)
