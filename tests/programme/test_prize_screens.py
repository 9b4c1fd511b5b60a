"""Prize calls on the screen: works are sent in, checked, scored and awarded; what is wrong is told, nothing is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.programme.models import Activity
from nhipcau.programme.prize_models import AwardLevel, ConsentStatement, PrizeCall, PrizeEntry, Score
from nhipcau.programme.prizes.queries import newest_statement
from tests.programme.prize_calls import AUTHOR, DAY, TITLE, contest, photo

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def prize(person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return contest(person)


def sign_in(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def form_of(prize, **changes):
    return {
        "category": prize.photo.pk, "title": TITLE, "language": "tiếng Việt", "authors": f"{AUTHOR} (bút danh Sương)",
        "unit": prize.paper.pk, "published_in": "Tạp chí Núi", "link": "", "blind_link": "",
        "published_on": (timezone.localdate() - 3 * DAY).strftime("%d/%m/%Y"), "consents": "on",
        "statement": newest_statement(prize.call).pk, "file": SimpleUploadedFile("giau.jpg", photo(1)), **changes,
    }  # fmt: skip


def test_a_call_is_written_with_its_categories_criteria_and_awards(prize):
    client = sign_in(prize.officer)
    assert "Chưa có" not in client.get("/workspace/prizes/").content.decode()

    def formset(name, *rows):
        sent = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0, f"{name}-MIN_NUM_FORMS": 0}
        for number, row in enumerate(rows):
            sent |= {f"{name}-{number}-{key}": value for key, value in {"ORDER": number + 1, "id": "", **row}.items()}
        return sent

    sent = {
        "name": "Cuộc thi ảnh", "scope": "contest", "unit": prize.call.unit.pk, "rules": "Thể lệ",
        "languages": "tiếng Việt", "opens_at": "1/3/2026 08:00", "closes_at": "30/6/2026 17:00", "published_from": "",
        "published_until": "", "score_until": "", "consent_text": "Tôi đồng ý", "occasion": "", "task": "",
        **formset("categories", {"name": "Ảnh đơn"}, {"name": "Ảnh bộ"}),
        **formset("criteria", {"name": "Ý tưởng", "most": "10", "weight": "1"}),
        **formset("award_levels", {"name": "Giải Nhất", "most": "1", "money": "5000000"}),
    }  # fmt: skip
    answer = client.post("/workspace/prizes/new/", sent)
    call = PrizeCall.objects.get(name="Cuộc thi ảnh")
    assert (answer.status_code, answer["Location"]) == (302, f"/workspace/prizes/inspect/{call.pk}/")
    assert [str(one) for one in call.categories.all()] == ["Ảnh đơn", "Ảnh bộ"]
    assert timezone.localtime(call.closes_at).strftime("%H:%M %z") == "17:00 +0700", "the clock is that of Vietnam"
    assert ConsentStatement.objects.get(call=call).text == "Tôi đồng ý"
    late = client.post("/workspace/prizes/new/", {**sent, "closes_at": "1/3/2026 07:00"})
    assert "phải sau thời điểm bắt đầu" in late.content.decode()
    client.post(f"/workspace/prizes/{call.pk}/announce/")
    call.refresh_from_db()
    assert call.announced_at is not None


def test_a_category_with_entries_cannot_be_taken_away(prize):
    entry = prize.send()
    client = sign_in(prize.officer)
    page = client.get(f"/workspace/prizes/edit/{prize.call.pk}/")
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    for name in ("opens_at", "closes_at"):
        sent[name] = timezone.localtime(getattr(prize.call, name)).strftime("%d/%m/%Y %H:%M")
    for prefix, formset in form.formsets.items():
        sent |= {f"{prefix}-TOTAL_FORMS": len(formset.forms), f"{prefix}-INITIAL_FORMS": len(formset.forms)}
        for number, row in enumerate(formset.forms):
            values = {name: row[name].value() for name in row.fields}
            sent |= {f"{prefix}-{number}-{name}": "" if value is None else value for name, value in values.items()}
            sent[f"{prefix}-{number}-DELETE"] = "on" if row.instance == entry.category else ""
    answer = client.post(f"/workspace/prizes/edit/{prize.call.pk}/", sent)
    assert "không xóa được: Ảnh" in answer.content.decode()
    assert prize.call.categories.count() == 2


def test_a_contact_sends_in_a_work_and_an_officer_admits_it(prize):
    contact, officer, pk = sign_in(prize.sender), sign_in(prize.officer), prize.call.pk
    assert "Tôi đồng ý cho sử dụng" in contact.get(f"/workspace/prizes/{pk}/send/").content.decode()
    answer = contact.post(f"/workspace/prizes/{pk}/send/", form_of(prize))
    entry = PrizeEntry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/workspace/prizes/{pk}/entries/{entry.pk}/")
    assert entry.author_names == f"{AUTHOR} (Sương)"
    page = contact.get(answer["Location"]).content.decode()
    assert TITLE in page
    assert "phiên bản 1" in page
    assert entry.code not in page

    assert "1" in officer.get(f"/workspace/prizes/{pk}/entries/").content.decode()
    assert officer.post(f"/workspace/prizes/{pk}/entries/{entry.pk}/", {"admit": "0", "because": ""}).status_code == 422
    assert officer.post(f"/workspace/prizes/{pk}/entries/{entry.pk}/", {"admit": "1"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == "admitted"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"consents": ""}, "Không có sự đồng ý"),
        ({"file": SimpleUploadedFile("giau.pdf", b"%PDF-1.4 rubbish")}, "bị cắt"),
        ({"file": ""}, "chọn tệp dành cho giám khảo"),
        ({"published_on": "1/1/2001"}, "đăng, phát từ"),
        ({"authors": " \n , "}, "ít nhất một tác giả"),
        ({"title": "Đ" * 10_000}, "300"),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_and_what_was_typed_stays(prize, change, told):
    answer = sign_in(prize.sender).post(f"/workspace/prizes/{prize.call.pk}/send/", form_of(prize, **change))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page.replace("bị hỏng", "bị cắt")
    assert "Tạp chí Núi" in page
    assert not PrizeEntry.objects.exists()


def test_a_form_sent_a_moment_too_late_is_refused_with_both_times(prize):
    sent = form_of(prize)
    PrizeCall.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = sign_in(prize.sender).post(f"/workspace/prizes/{prize.call.pk}/send/", sent)
    assert answer.status_code == 422
    assert "gửi quá hạn" in answer.content.decode()
    assert TITLE in answer.content.decode()


def test_a_contact_sends_for_no_other_unit(prize):
    answer = sign_in(prize.sender).post(
        f"/workspace/prizes/{prize.call.pk}/send/", form_of(prize, unit=prize.call.unit.pk)
    )
    assert answer.status_code == 422


def test_withdrawing_asks_first(prize):
    entry, contact = prize.send(), sign_in(prize.sender)
    address = f"/workspace/prizes/{prize.call.pk}/entries/{entry.pk}/withdraw/"
    assert "bị xóa hẳn" in contact.get(address).content.decode()
    entry.refresh_from_db()
    assert entry.state == "received"
    contact.post(address, {"because": "Đổi ý"})
    page = contact.get(f"/workspace/prizes/{prize.call.pk}/entries/{entry.pk}/").content.decode()
    assert "đã rút</b>: Đổi ý" in page
    assert AUTHOR not in page


def test_points_save_themselves_and_a_closed_sheet_says_so(prize):
    entry = prize.send()
    juror = prize.appoint()
    prize.hand_over()
    client, pk = sign_in(juror), prize.call.pk
    content, form = prize.call.criteria.all()
    assert "chờ ông (bà) chấm" in client.get("/workspace/").content.decode()
    address = f"/workspace/prizes/{pk}/scoring/{entry.code}/"
    assert client.post(f"{address}points/", {"name": f"points-{content.pk}", "value": "8,5"}).json()["total"] == ""
    assert client.post(f"{address}points/", {"name": f"points-{form.pk}", "value": "4"}).json()["total"] == "83,33"
    wrong = client.post(f"{address}points/", {"name": f"points-{form.pk}", "value": "6"})
    assert (wrong.status_code, "từ 0 đến 5" in wrong.json()["message"]) == (422, True)
    assert client.post(f"{address}points/", {"name": "points-999999", "value": "6"}).status_code == 404
    assert 'value="8,5"' in client.get(address).content.decode()
    whole = {f"points-{content.pk}": "9", f"points-{form.pk}": "bốn", "remark": "Ảnh đẹp"}
    page = client.post(address, whole)
    assert page.status_code == 422
    assert 'value="bốn"' in page.content.decode()
    assert Score.objects.get(criterion=content).points == 9
    prize.close()
    late = client.post(f"{address}points/", {"name": f"points-{form.pk}", "value": "1"})
    assert (late.status_code, "Đã khóa chấm điểm" in late.json()["message"]) == (410, True)
    assert "disabled" in client.get(address).content.decode()


def test_an_officer_goes_from_the_jury_to_the_award(prize):
    entries = [prize.send(), prize.send()]
    client, pk = sign_in(prize.officer), prize.call.pk
    member = prize.person(Role.EDITOR)
    client.post(f"/workspace/prizes/{pk}/jury/", {"category": prize.photo.pk, "user": member.pk})
    assert prize.call.jury.get().user == member
    refused = client.post(f"/workspace/prizes/{pk}/jury/", {"category": prize.photo.pk, "user": prize.officer.pk})
    assert "biết ai gửi" in refused.content.decode()
    prize.end_window()
    prize.admit_all()
    assert "2 tác phẩm vào vòng chấm" in client.get(f"/workspace/prizes/{pk}/hand-over/").content.decode()
    client.post(f"/workspace/prizes/{pk}/hand-over/")
    prize.again()
    for entry in entries:
        prize.score(entry, member, "8", "4")
    assert "Tất cả phiếu chấm đã đủ" in client.get(f"/workspace/prizes/{pk}/close/").content.decode()
    client.post(f"/workspace/prizes/{pk}/close/")
    results = client.get(f"/workspace/prizes/{pk}/results/").content.decode()
    assert results.count("bằng điểm") == 2
    assert AUTHOR not in results
    client.post(f"/workspace/prizes/{pk}/open-names/")
    assert AUTHOR in client.get(f"/workspace/prizes/{pk}/results/").content.decode()
    client.post(f"/workspace/prizes/{pk}/results/", {"entry": entries[0].pk, "level": AwardLevel.objects.get().pk})
    client.post(
        f"/workspace/prizes/{pk}/results/", {"number": "12/QĐ", "on": timezone.localdate().strftime("%d/%m/%Y")}
    )
    assert Activity.objects.get().figures["awards"] == 1
    assert "đã ghi thành hoạt động" in client.get(f"/workspace/prizes/inspect/{pk}/").content.decode()


def test_pages_ask_the_same_few_questions_for_any_number_of_entries(prize):
    jurors = [prize.appoint() for _number in range(2)]
    officer, juror, pk = sign_in(prize.officer), sign_in(jurors[0]), prize.call.pk

    def asked(entries):
        """How many questions each page asks with so many entries, each scored by two."""
        PrizeCall.objects.update(handed_over_at=None, opened_at=None, closes_at=timezone.now() + DAY)
        PrizeCall.objects.update(scoring_closed_at=None)
        prize.again()
        for _number in range(entries):
            prize.send()
        prize.hand_over()
        for entry in PrizeEntry.objects.all():
            for one in jurors:
                prize.score(entry, one, "8", "4")
        pages = [(officer, "entries/"), (officer, "jury/"), (juror, "scoring/"), (juror, f"scoring/{entry.code}/")]
        counts = [questions(client, f"/workspace/prizes/{pk}/{name}") for client, name in pages]
        prize.close()
        prize.open()
        counts += [
            questions(officer, f"/workspace/prizes/{pk}/{name}") for name in ("results/", "results/ket-qua.xlsx")
        ]
        return [
            *counts,
            questions(officer, f"/workspace/prizes/{pk}/awards/"),
            questions(officer, "/workspace/prizes/"),
        ]

    few = asked(2)
    assert asked(8) == few
    assert max(few) < 30


def questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_an_empty_list_says_what_to_expect(client, person):
    client.force_login(person(Role.EDITOR), backend=BACKEND)
    assert "Chưa có giải thưởng nào" in client.get("/workspace/prizes/").content.decode()
