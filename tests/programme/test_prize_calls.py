"""A prize call from announcement to award: what comes in, how it is checked, scored, closed, opened, decided."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.enums import Role
from nhipcau.organisation.fields import OfficeTimeField
from nhipcau.organisation.models import Post, User
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.services import create_unit
from nhipcau.programme import evidence_check
from nhipcau.programme.models import Activity
from nhipcau.programme.prize_models import AwardLevel, ConsentStatement, EntryAuthor, PrizeCall, PrizeEntry, ScoreSheet
from nhipcau.programme.prizes import rules, services
from nhipcau.programme.prizes.forms import read_authors
from nhipcau.programme.prizes.jury import to_score
from nhipcau.programme.prizes.queries import clock, in_phase, missing_sheets, phase_of, results_of
from nhipcau.programme.prizes.scoring import ScoringClosedError, declare_conflict, give_points
from nhipcau.programme.prizes.sending import link_key, withdraw
from tests.programme.prize_calls import AUTHOR, DAY, HOUR, LINK, contest, photo
from tests.programme.prize_files import docx

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def prize(person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return contest(person)


def faults_of(caught):
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else caught.value.messages


class TestComingIn:
    """What is taken in, and what is refused with a clear word."""

    @pytest.mark.parametrize(
        ("opens", "closes", "told"),
        [
            pytest.param(HOUR, DAY, "Bắt đầu nhận tác phẩm từ", id="too early"),
            pytest.param(-DAY, -timedelta(seconds=1), "gửi quá hạn", id="a second too late"),
        ],
    )
    def test_an_entry_out_of_the_window_is_refused_by_the_servers_clock(self, prize, opens, closes, told):
        now = timezone.now()
        PrizeCall.objects.update(opens_at=now + opens, closes_at=now + closes)
        prize.again()
        with pytest.raises(ValidationError) as caught:
            prize.send()
        assert told in faults_of(caught)[0]
        assert f"{timezone.localtime():%d/%m/%Y}" in faults_of(caught)[0], "the time that counts is told"
        assert not PrizeEntry.objects.exists()

    def test_the_last_moment_belongs_to_the_window(self):
        now = timezone.now()
        assert rules.takes_entries(now - DAY, now, now)
        assert not rules.takes_entries(now - DAY, now, now + timedelta(microseconds=1))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"statement": None}, "consents"),
            ({"language": "tiếng Lào"}, "language"),
            ({"authors": []}, "authors"),
            ({"published_on": None}, "published_on"),
            ({"published_on": timezone.localdate() - 101 * DAY}, "published_on"),
            ({"published_on": timezone.localdate() + DAY}, "published_on"),
            ({"file": None}, "file"),
            ({"file": ("a.docx", docx(f"Bài của {AUTHOR}"))}, "file"),
            ({"file": ("a.exe", b"MZ")}, "file"),
            ({"file": None, "blind_link": "https://x.example/Nguyen-Van-Giau"}, "blind_link"),
            ({"file": None, "blind_link": f"http://www.{LINK[8:]}-0/"}, "blind_link"),
            ({"unit": None, "contact": ""}, "contact"),
        ],
    )
    def test_what_the_rules_do_not_allow_is_told_at_its_field(self, prize, changes, field):
        with pytest.raises(ValidationError) as caught:
            prize.send(**changes)
        assert field in faults_of(caught)
        assert not PrizeEntry.objects.exists()
        assert default_storage.listdir("")[1] == []

    @pytest.mark.parametrize(
        "again",
        [
            pytest.param({"file": ("b.jpg", photo(0))}, id="the same file"),
            pytest.param({"link": f"http://www.{LINK[8:]}-0/#anh"}, id="the same address, written otherwise"),
            pytest.param({"title": "MÙA  LÚA BÊN THÁC TRẮNG", "authors": [("Nguyen Van Giau", "")]}, id="same title"),
        ],
    )  # fmt: skip
    def test_a_work_takes_part_once_in_one_category(self, prize, again):
        prize.send()
        with pytest.raises(ValidationError) as caught:
            prize.send(category=prize.text, **again)
        assert "một lần" in faults_of(caught)["title"][0]

    def test_a_refused_work_may_be_sent_again_but_only_one_of_two_takes_part(self, prize):
        first = prize.send()
        services.check(first, is_admitted=False, because="Thiếu chú thích", by=prize.officer)
        prize.send(file=("b.jpg", photo(0)))
        with pytest.raises(ValidationError):
            services.check(first, is_admitted=True, by=prize.officer)

    def test_consent_is_kept_with_its_version_and_a_changed_text_asks_anew(self, prize):
        old = prize.send()
        before = ConsentStatement.objects.get()
        prize.call.consent_text = "Tôi đồng ý cho sử dụng và dịch tác phẩm."
        prize.call.save()
        newer = services.keep_statement(prize.call)
        assert services.keep_statement(prize.call) == newer, "the same text makes no new version"
        with pytest.raises(ValidationError) as caught:
            prize.send(statement=before)
        assert "consents" in faults_of(caught)
        prize.send()
        assert list(PrizeEntry.objects.order_by("pk").values_list("statement__version", flat=True)) == [1, 2]
        assert old.consented_at is not None

    def test_authors_are_read_line_by_line(self):
        assert read_authors("  Nguyễn Văn A ( bút danh: Nguyên Anh )\n\n\u202eLò Thị B\nLò Thị B;") == [
            ("Nguyễn Văn A", "Nguyên Anh"), ("Lò Thị B", ""),
        ]  # fmt: skip

    def test_addresses_are_one_however_they_are_written(self):
        assert link_key("HTTPS://www.Bao.example/a/#x") == link_key("http://bao.example/a")
        assert link_key("https://bao.example/a?id=1") != link_key("https://bao.example/a?id=2")


class TestWithdrawing:
    """A consent is withdrawn: the entry leaves, its trace stays."""

    @pytest.fixture
    def on_commit_now(self, django_capture_on_commit_callbacks):
        return lambda: django_capture_on_commit_callbacks(execute=True)

    def test_what_tells_of_persons_is_deleted_and_the_trace_stays(self, prize, on_commit_now):
        entry = prize.send()
        juror = prize.appoint()
        prize.hand_over()
        prize.score(entry, juror, "8", "4")
        place, code = entry.file.name, entry.code
        with on_commit_now():
            entry = withdraw(entry, because="Tác giả đổi ý", by=prize.sender)
        withdraw(entry, because="lần hai", by=prize.sender)
        assert (entry.state, entry.code, entry.withdrawn_because) == ("withdrawn", code, "Tác giả đổi ý")
        assert not any((entry.title, entry.link, entry.contact, entry.file, entry.published_in, entry.author_names))
        assert not EntryAuthor.objects.exists()
        assert not ScoreSheet.objects.exists()
        assert not default_storage.exists(place)
        assert to_score(prize.call, juror) == []
        assert AuditEntry.objects.filter(action="entry withdrawn").count() == 1
        assert AUTHOR not in str(list(AuditEntry.objects.values_list("subject_name", "details")))

    def test_when_scoring_is_closed_nothing_leaves(self, prize):
        entry = prize.send()
        prize.appoint()
        prize.hand_over()
        prize.close()
        with pytest.raises(ValidationError):
            withdraw(entry, because="", by=prize.sender)


class TestGoingOn:
    """From phase to phase, in one direction."""

    def test_the_clock_and_what_was_done_say_how_far_a_call_is(self, prize):
        seen = []

        def look():
            now = timezone.now()
            call = prize.again()
            seen.append(phase_of(call, now))
            found = [name for name in rules.PHASES if PrizeCall.objects.filter(in_phase(name, now)).exists()]
            assert found == seen[-1:], "the filter of the list says the same, and nothing else"

        look()
        prize.send()
        prize.appoint()
        prize.end_window()
        look()
        prize.hand_over()
        look()
        prize.close()
        look()
        prize.open()
        look()
        services.decide(prize.call, number="12/QĐ", on=timezone.localdate(), by=prize.officer)
        look()
        now = timezone.now()
        PrizeCall.objects.update(opened_at=None, handed_over_at=None, opens_at=now + HOUR, closes_at=now + DAY)
        look()
        PrizeCall.objects.update(announced_at=None)
        look()
        assert seen == ["open", "checking", "scoring", "closed", "opened", "decided", "announced", "draft"]

    def test_a_call_that_lacks_something_is_not_announced(self, prize):
        bare = PrizeCall.objects.create(
            name="Cuộc thi", unit=prize.call.unit, rules="…", languages=" , ", opens_at=timezone.now(),
            closes_at=timezone.now() + DAY, consent_text="…",
        )  # fmt: skip
        with pytest.raises(ValidationError) as caught:
            services.announce(bare, by=prize.officer)
        assert len(faults_of(caught)) == 3

    def test_the_jury_gets_entries_when_all_are_checked_and_each_has_somebody_to_score_it(self, prize):
        entry = prize.send()
        with pytest.raises(ValidationError, match="hết hạn nhận"):
            services.hand_over(prize.call, by=prize.officer)
        prize.end_window()
        with pytest.raises(ValidationError, match="chưa được kiểm tra"):
            services.hand_over(prize.call, by=prize.officer)
        prize.admit_all()
        prize.appoint(unit=entry.unit)
        with pytest.raises(ValidationError, match="chưa có giám khảo"):
            services.hand_over(prize.call, by=prize.officer)
        prize.appoint()
        services.hand_over(prize.call, by=prize.officer)
        with pytest.raises(ValidationError):
            services.check(entry, is_admitted=False, because="…", by=prize.officer)

    def test_names_are_opened_once_after_scoring_is_closed_and_there_is_no_way_back(self, prize):
        entry = prize.send()
        juror = prize.appoint()
        prize.hand_over()
        with pytest.raises(ValidationError):
            services.open_names(prize.call, by=prize.officer)
        prize.close()
        with pytest.raises(ScoringClosedError):
            prize.score(entry, juror, "8")
        services.reopen_scoring(prize.call, because="Một giám khảo ốm", by=prize.officer)
        prize.score(entry, juror, "8", "4")
        prize.close()
        prize.open()
        first = prize.again().opened_at
        services.open_names(prize.call, by=prize.officer)
        assert prize.again().opened_at == first
        with pytest.raises(ValidationError):
            services.reopen_scoring(prize.call, because="…", by=prize.officer)
        opened = AuditEntry.objects.get(action="names opened")
        assert opened.by_id == prize.officer.pk

    def test_awards_are_as_many_as_the_call_says_and_the_result_is_one_activity(self, prize):
        entries = [prize.send(), prize.send()]
        prize.appoint()
        prize.hand_over()
        level = AwardLevel.objects.get()
        with pytest.raises(ValidationError):
            services.give_award(entries[0], level, by=prize.officer)
        prize.close()
        prize.open()
        services.give_award(entries[0], level, by=prize.officer)
        services.give_award(entries[0], level, by=prize.officer)
        with pytest.raises(ValidationError, match="đã trao đủ"):
            services.give_award(entries[1], level, by=prize.officer)
        for number in ("12/QĐ", "12/QĐ-UBND"):
            services.decide(prize.call, number=number, on=timezone.localdate(), by=prize.officer)
        activity = Activity.objects.get()
        assert activity.figures == {"entries": 2, "authors": 2, "awards": 1}
        assert (activity.kind, activity.unit) == ("prize_call", prize.call.unit)
        with pytest.raises(ValidationError):
            services.give_award(entries[0], None, by=prize.officer)


class TestJury:
    """Who may be on it, and what each member scores."""

    @pytest.mark.parametrize("role", [Role.PROGRAMME_OFFICER, Role.ADMINISTRATOR])
    def test_whoever_knows_who_sent_what_is_not_appointed(self, prize, role):
        with pytest.raises(ValidationError, match="biết ai gửi"):
            services.appoint(prize.call, prize.photo, prize.person(role), by=prize.officer)

    def test_a_sender_is_not_appointed_and_a_member_sends_nothing(self, prize):
        prize.send()
        with pytest.raises(ValidationError, match="đã gửi tác phẩm"):
            services.appoint(prize.call, prize.photo, prize.sender, by=prize.officer)

    def test_entries_of_the_own_unit_name_or_declared_are_left_out(self, prize):
        before = create_unit("Báo Vân Khê cũ", by=None)
        before.successors.add(prize.paper)
        other = create_unit("Đài Phát thanh", by=None)
        of_paper, of_namesake = prize.send(), prize.send(unit=other, authors=[("Thử Lò", "")])
        of_other = prize.send(unit=other, authors=[("Vàng A Sấu", "")])
        free, of_former, left = prize.appoint(), prize.appoint(unit=before), prize.appoint()
        User.objects.filter(pk=free.pk).update(last_name="Hoàng", first_name="Khách")
        Post.objects.create(user=left, unit=prize.paper, ends_on=timezone.localdate())
        prize.hand_over()
        free.refresh_from_db()
        assert {one.pk for one in to_score(prize.call, free)} == {of_paper.pk, of_namesake.pk, of_other.pk}
        assert [one.pk for one in to_score(prize.call, of_former)] == [of_other.pk]
        assert [one.pk for one in to_score(prize.call, left)] == [of_other.pk]
        declare_conflict(of_other, user=free)
        declare_conflict(of_other, user=free)
        assert {one.pk for one in to_score(prize.call, free)} == {of_paper.pk, of_namesake.pk}

    def test_a_sheet_of_somebody_who_came_to_the_senders_unit_counts_no_more(self, prize):
        entry = prize.send()
        first, second = prize.appoint(), prize.appoint()
        prize.hand_over()
        prize.score(entry, first, "10", "5")
        prize.score(entry, second, "5", "2,5")
        Post.objects.create(user=first, unit=prize.paper)
        [(_category, [(result, _entry)])] = results_of(prize.call)
        assert (result.mean, result.sheets, result.missing) == (D("50.00"), 1, 0)

    def test_a_category_is_scored_by_its_own_jury(self, prize):
        prize.send()
        text = prize.send(category=prize.text)
        prize.appoint()
        reader = prize.appoint(prize.text)
        prize.hand_over()
        assert [one.pk for one in to_score(prize.call, reader)] == [text.pk]

    def test_a_member_who_scored_stays_on_the_jury(self, prize):
        entry = prize.send()
        juror = prize.appoint()
        prize.hand_over()
        prize.score(entry, juror, "7")
        with pytest.raises(ValidationError):
            services.dismiss(prize.call.jury.get(), by=prize.officer)


class TestScoring:
    """Points, totals, means, ties."""

    @pytest.mark.parametrize(
        ("text", "points"),
        [("8", D(8)), ("8,5", D("8.5")), ("8.25", D("8.25")), ("0", D(0)), ("10", D(10)), (" ", None)],
    )
    def test_points_are_read_as_people_write_them(self, prize, text, points):
        entry, criterion = prize.send(), prize.call.criteria.all()[0]
        assert give_points(entry, criterion, text, user=prize.officer) == points

    @pytest.mark.parametrize("text", ["-1", "10,01", "8,555", "tám", "1e1", "9" * 50, "NaN"])
    def test_points_that_cannot_be_are_refused(self, prize, text):
        entry, criterion = prize.send(), prize.call.criteria.all()[0]
        with pytest.raises(ValidationError):
            give_points(entry, criterion, text, user=prize.officer)

    def test_an_unfinished_sheet_is_missing_and_does_not_count(self, prize):
        entry = prize.send()
        first, second = prize.appoint(), prize.appoint()
        prize.hand_over()
        prize.score(entry, first, "8", "4")
        prize.score(entry, second, "2")
        assert missing_sheets(prize.call) == 1
        [(_category, [(result, _entry)])] = results_of(prize.call)
        assert (result.mean, result.sheets, result.missing, result.rank) == (D("80.00"), 1, 1, 1)

    def test_totals_are_weighted_shares_of_a_hundred(self):
        criteria = [rules.Weighing(1, D(10), D(2)), rules.Weighing(2, D(5), D(1)), rules.Weighing(3, D(9), D(0))]
        assert rules.total({1: D(8), 2: D(3), 3: D(0)}, criteria) == D("73.33")
        assert rules.total({1: D(8), 3: D(0)}, criteria) is None
        assert rules.total({}, [rules.Weighing(1, D(10), D(0))]) is None

    def test_ranks_leave_out_numbers_after_ties_and_what_has_no_sheet_stands_last(self):
        totals = {"1": [D(70), D(80)], "2": [D(75)], "3": [], "4": [D(90)], "5": [D(20)]}
        found = rules.results(totals, {"1": 2, "2": 2, "3": 2, "4": 1, "5": 1})
        assert [(one.key, one.rank, one.is_tied, one.missing) for one in found] == [
            ("4", 1, False, 0), ("1", 2, True, 0), ("2", 2, True, 1), ("5", 4, False, 0), ("3", 0, False, 2),
        ]  # fmt: skip
        assert (found[1].lowest, found[1].highest, found[1].deviation) == (D(70), D(80), D("5.00"))


def test_two_who_send_the_same_work_at_once_get_in_once(prize, monkeypatch):
    """The second one passed the checks before the first one was there; the database itself stands in its way."""
    prize.send()
    monkeypatch.setattr("nhipcau.programme.prizes.sending.is_in_contest", lambda *_: False)
    with pytest.raises(ValidationError), transaction.atomic():
        prize.send(file=("b.jpg", photo(0)))
    assert PrizeEntry.objects.count() == 1
    assert len(default_storage.listdir("prizes")[1]) == 1, "no file is left behind"


def test_a_work_that_is_not_what_came_is_found(prize):
    entry = prize.send()
    assert list(evidence_check.faults()) == []
    with default_storage.open(entry.file.name, "wb") as file:
        file.write(b"changed")
    assert list(evidence_check.faults()) == [f"The evidence of prize entry {entry.pk} is not the file that came."]


def test_a_member_does_not_score_a_colleague_who_sent_without_the_unit(prize):
    """The author works where the member does, as the people of units are written; the entry names no unit."""
    office = create_unit("Tạp chí Biên cương", by=None)
    enter_person("Lò Thị Tác Giả", unit=office, function="Phóng viên", by=None)
    theirs = prize.send(by=prize.officer, unit=None, authors=[("Lò Thị Tác Giả", "")])
    other = prize.send()
    colleague, stranger = prize.appoint(unit=office), prize.appoint()
    prize.hand_over()
    assert [entry.pk for entry in to_score(prize.call, colleague)] == [other.pk]
    assert {entry.pk for entry in to_score(prize.call, stranger)} == {theirs.pk, other.pk}


def test_the_window_is_that_of_the_office_whatever_clock_an_account_shows(prize, client):
    """17:00 is typed by somebody whose account shows Shanghai; for everybody the window closes at 17:00 of Vietnam."""
    profile = UserProfile.get_for_user(prize.officer)
    profile.current_time_zone = "Asia/Shanghai"
    profile.save()
    client.force_login(prize.officer, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/workspace/prizes/edit/{prize.call.pk}/"
    page = client.get(address).content.decode()
    here = timezone.localtime(prize.call.closes_at, timezone.get_default_timezone())
    assert f'value="{here:%d/%m/%Y %H:%M}"' in page
    assert clock(prize.call.closes_at) == f"{here:%H:%M} ngày {here.day}/{here.month}/{here.year}"
    field = OfficeTimeField()
    with timezone.override("Asia/Shanghai"):
        assert field.clean("01/12/2026 17:00") == datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
        assert clock(datetime(2026, 12, 1, 10, 0, tzinfo=UTC)) == "17:00 ngày 1/12/2026"
        with translation.override("en"):
            assert clock(datetime(2026, 12, 1, 10, 0, tzinfo=UTC)) == "17:00 on 1 December 2026"
