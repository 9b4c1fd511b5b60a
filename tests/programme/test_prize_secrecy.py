"""Until the names are opened, nothing that a member of the jury can reach tells who made a work.

The walk below follows every kind of link from the pages that a unit's contact can open; another test asks every address
that the workspace has, as an editor. Both look into pages, files, exports and heads of answers. Nor does anybody see a
code with a name.
"""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.prize_models import AwardLevel, PrizeCall, PrizeEntry
from nhipcau.programme.prizes import services
from tests.programme.prize_calls import AUTHOR, PEN_NAME, SECRETS, TITLE, UNIT, contest
from tests.programme.prize_files import NAME, pdf

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ROLES = [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER]
# Signing out would end the walk; scripts and catalogues of Wagtail hold no rows.
NOT_ASKED = re.compile(r"/logout|/jsi18n|/sprite|javascript-catalog|/static/")
LINK = re.compile(r'(?:href|src|action|data-sheet|data-url)="(/[^"#]+)')


@pytest.fixture
def prize(person, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    prize = contest(person)
    prize.send()
    prize.send(category=prize.text, file=("bai-cua-giau.pdf", pdf()))
    prize.send(category=prize.text, file=None, blind_link="https://phim.example/48213")
    return prize


def sign_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


def addresses(resolver=None, prefix="/"):
    """Every address of the project, with 1 in place of each key."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + re.sub(r"[\^$]|\(\?P?<?\w*>?|\)", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern) and "<str:token>" not in route and "\\" not in route and "[" not in route:
            yield re.sub(r"<(?:\w+:)?\w+>", "1", route)


def everything_told(answer) -> str:
    """Head and body of an answer, what is packed in it included."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if getattr(answer, "file_to_stream", None):
        # Closing the answer itself would close the test's database.
        answer.file_to_stream.close()
    texts = [str(answer.headers), content.decode("utf-8", "ignore"), content.decode("utf-16-le", "ignore")]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts += [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
    return "\n".join(texts)


def told(text, secrets):
    return [secret for secret in secrets if secret in text]


def secrets_of(address):
    """Units can be chosen in many filters; that one of them sent something is told by no page of prizes."""
    return (*SECRETS, UNIT) if "/prizes/" in address else SECRETS


def walk(client, start, *, follow=True):
    """Follow every kind of link; returns what was told by address, and how many addresses answered."""
    waiting, seen, found, answered = list(start), set(start), {}, 0
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        text = everything_told(answer)
        if names := told(text, secrets_of(address)):
            found[address] = names
        if answer.status_code == 200:
            answered += 1
            if follow and "text/html" in answer["Content-Type"]:
                for link in LINK.findall(text):
                    # Pages of one kind differ only in numbers; those of prizes are looked at one by one.
                    shape = link if "/prizes/" in link else re.sub(r"\d+", "1", link.split("?", maxsplit=1)[0])
                    if shape not in seen and not NOT_ASKED.search(link):
                        seen.add(shape)
                        waiting.append(link.replace("&amp;", "&"))
    return found, answered


@pytest.fixture
def scored(prize):
    """In scoring, with a member of each category and a score."""
    prize.appoint()
    prize.appoint(prize.text)
    prize.hand_over()
    prize.score(PrizeEntry.objects.earliest("pk"), prize.jury[0], "8", "4")
    return prize


# What a person can ask for beside the links: searches, exports, filters, choosers, histories, addresses of others.
ASKED = [
    "/workspace/", "/workspace/prizes/?export=csv", "/workspace/prizes/?export=xlsx",
    "/workspace/prizes/results/?q=giau", "/workspace/activities/?q=giau", "/workspace/activities/?export=csv",
    "/workspace/images/?q=giau",
    "/workspace/documents/?q=giau", "/workspace/pages/search/?q=giau", "/workspace/users/?q=giau",
    "/workspace/reports/site-history/", "/workspace/audit-trail/", "/workspace/audit-trail/?export=csv",
    "/workspace/delegations/", "/workspace/images/chooser/?q=giau", "/workspace/documents/chooser/?q=giau",
]  # fmt: skip


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR])
def test_no_page_export_search_or_file_shows_the_jury_a_name(scored, role):
    prize = scored
    # A colleague of the sender knows what the own unit sent; on the jury not even that is shown.
    unit = prize.paper if role == Role.UNIT_CONTACT else None
    # Members appointed while the jury scores see no more than the first ones.
    juror = prize.appoint(role=role, unit=unit)
    services.appoint(prize.call, prize.text, juror, by=prize.officer)
    pk, entries = prize.call.pk, PrizeEntry.objects.all()
    own = [f"/workspace/prizes/{pk}/{name}/" for name in ("entries", "jury", "results", "awards", "send", "close")]
    own += [
        f"/workspace/prizes/{pk}/entries/{entry.pk}/{what}" for entry in entries for what in ("", "work/", "withdraw/")
    ]
    own += [
        f"/workspace/prizes/{pk}/awards/danh-sach.docx",
        f"/workspace/prizes/{pk}/results/ket-qua.xlsx",
        f"/workspace/prizes/inspect/{pk}/",
    ]
    own += [f"/workspace/prizes/{what}/{pk}/" for what in ("edit", "history", "usage", "delete", "copy")]
    own += [
        f"/workspace/prizes/{pk}/scoring/{entry.code}/{what}"
        for entry in entries
        for what in ("", "work/", "conflict/")
    ]
    client = sign_in(juror)

    found, answered = walk(client, [*ASKED, *own], follow=unit is not None)

    assert found == {}
    assert answered > 10, "the walk went somewhere"
    for entry in entries if unit is None else ():
        page = client.get(f"/workspace/prizes/{pk}/scoring/{entry.code}/")
        assert entry.code in page.content.decode()
        saved = client.post(f"/workspace/prizes/{pk}/scoring/{entry.code}/points/", {"name": "remark", "value": "Tốt"})
        assert saved.status_code == 200
        paper = everything_told(client.get(f"/workspace/prizes/{pk}/scoring/phieu-cham.docx"))
        assert entry.code in paper
        assert told(paper, (*SECRETS, UNIT, juror.get_full_name())) == []
        assert told(everything_told(saved), (*SECRETS, UNIT)) == []


def test_no_address_of_the_whole_workspace_tells_a_name_to_a_member_of_the_jury(scored):
    client = sign_in(scored.jury[0])
    found = {}
    for address in sorted({one for one in addresses() if one.startswith("/workspace/") and not NOT_ASKED.search(one)}):
        answer = client.get(address)
        if names := told(everything_told(answer), secrets_of(address)):
            found[address] = names
    assert found == {}


def test_a_work_comes_to_the_jury_under_its_code_and_without_what_its_file_told(scored):
    client = sign_in(scored.appoint(scored.text))
    entry = PrizeEntry.objects.get(content_type="application/pdf")
    answer = client.get(f"/workspace/prizes/{scored.call.pk}/scoring/{entry.code}/work/")
    assert f'filename="{entry.code}.pdf"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert told(everything_told(answer), [NAME, AUTHOR]) == []
    assert AUTHOR.split()[-1].lower() not in entry.file.name, "nor does its place in the media folder"


def test_somebody_who_becomes_an_officer_while_on_the_jury_still_sees_no_name(scored):
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- a role is given by hand

    juror = scored.jury[0]
    juror.groups.add(Group.objects.get(name=Role.PROGRAMME_OFFICER.value))
    pk = scored.call.pk
    start = [
        "/workspace/", f"/workspace/prizes/inspect/{pk}/", f"/workspace/prizes/{pk}/entries/",
        "/workspace/audit-trail/", f"/workspace/prizes/{pk}/results/",
        f"/workspace/prizes/edit/{pk}/", f"/workspace/prizes/{pk}/jury/",
        "/workspace/audit-trail/?export=csv",
    ]  # fmt: skip
    client = sign_in(juror)
    for address in start:
        assert told(everything_told(client.get(address)), (AUTHOR, PEN_NAME, TITLE)) == [], address
    assert client.post(f"/workspace/prizes/{pk}/close/").status_code in (302, 403)
    assert PrizeCall.objects.get().scoring_closed_at is None


def test_nobody_sees_a_code_and_a_name_together_before_the_names_are_opened(scored):
    """Not even those who run the call: entries have names and no codes, results codes and no names."""
    scored.close()
    codes = list(PrizeEntry.objects.values_list("code", flat=True))
    pk = scored.call.pk
    for user, count in ((scored.officer, 8), (scored.sender, 4), (scored.person(Role.ADMINISTRATOR), 8)):
        client = sign_in(user)
        pages = ["/workspace/prizes/", f"/workspace/prizes/inspect/{pk}/", f"/workspace/prizes/{pk}/entries/"]
        pages += [
            f"/workspace/prizes/{pk}/entries/{entry}/" for entry in PrizeEntry.objects.values_list("pk", flat=True)
        ]
        pages += [f"/workspace/prizes/{pk}/results/", f"/workspace/prizes/{pk}/results/ket-qua.xlsx"]
        pages += ["/workspace/audit-trail/", "/workspace/audit-trail/?export=csv", "/workspace/reports/site-history/"]
        answered = 0
        for address in pages:
            answer = client.get(address)
            text = everything_told(answer)
            answered += answer.status_code == 200
            assert not (told(text, codes) and told(text, (AUTHOR, PEN_NAME, TITLE))), (str(user), address)
        assert answered >= count


def test_a_code_tells_nothing_of_who_came_when(scored):
    codes = list(PrizeEntry.objects.order_by("pk").values_list("code", flat=True))
    assert all(re.fullmatch(r"[1-9]\d{4}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_works_of_the_own_unit_and_codes_that_are_none_look_alike(scored):
    juror = scored.person(Role.EDITOR, scored.paper)
    services.appoint(scored.call, scored.photo, juror, by=scored.officer)
    entry, client = PrizeEntry.objects.earliest("pk"), sign_in(juror)
    pk = scored.call.pk
    page = client.get(f"/workspace/prizes/{pk}/scoring/").content.decode()
    assert entry.code not in page
    assert "Không có tác phẩm nào cần" in page
    for code in (entry.code, "00000"):
        for what in ("", "work/", "conflict/"):
            assert client.get(f"/workspace/prizes/{pk}/scoring/{code}/{what}").status_code == 404
        sent = {"name": f"points-{scored.call.criteria.all()[0].pk}", "value": "9"}
        assert client.post(f"/workspace/prizes/{pk}/scoring/{code}/points/", sent).status_code == 404
    assert not entry.sheets.filter(user=juror).exists()


@pytest.mark.parametrize("role", [*ROLES, Role.PROGRAMME_OFFICER, Role.ADMINISTRATOR])
def test_without_the_right_of_the_jury_nobody_scores(scored, role):
    client = sign_in(scored.person(role))
    entry, pk = PrizeEntry.objects.earliest("pk"), scored.call.pk
    for address in ("", f"{entry.code}/", f"{entry.code}/work/", f"{entry.code}/conflict/"):
        assert client.get(f"/workspace/prizes/{pk}/scoring/{address}").status_code == 404
    assert client.post(f"/workspace/prizes/{pk}/scoring/{entry.code}/points/", {"name": "remark"}).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_officers_run_a_call_and_a_contact_sees_only_the_own_units_entries(scored, role):
    other = create_unit("Đài Phát thanh", by=None)
    client, pk = sign_in(scored.person(role, other)), scored.call.pk
    for name in ("entries", "jury", "results", "hand-over", "close", "reopen", "open-names", "awards"):
        for ask in (client.get, client.post):
            assert ask(f"/workspace/prizes/{pk}/{name}/").status_code in (302, 403), name
    assert client.post(f"/workspace/prizes/{pk}/announce/").status_code in (302, 403)
    for entry in PrizeEntry.objects.all():
        for what in ("", "work/", "withdraw/"):
            address = f"/workspace/prizes/{pk}/entries/{entry.pk}/{what}"
            assert client.get(address).status_code in (403, 404)
            assert client.post(address, {"admit": "1"}).status_code in (403, 404)
    call = PrizeCall.objects.get()
    assert (call.scoring_closed_at, call.opened_at) == (None, None)


def test_when_the_names_are_opened_everybody_who_may_see_the_call_sees_them(scored):
    scored.close()
    scored.open()
    entry = PrizeEntry.objects.earliest("pk")
    services.give_award(entry, AwardLevel.objects.get(), by=scored.officer)
    services.decide(scored.call, number="12/QĐ-UBND", on=timezone.localdate(), by=scored.officer)
    for user in (scored.officer, scored.jury[0], scored.sender):
        client = sign_in(user)
        for address in ("results/", "results/ket-qua.xlsx"):
            text = everything_told(client.get(f"/workspace/prizes/{scored.call.pk}/{address}"))
            assert told(text, (AUTHOR, entry.code, "Giải A")) == [AUTHOR, entry.code, "Giải A"]
        for address in ("awards/", "awards/danh-sach.docx"):
            paper = everything_told(client.get(f"/workspace/prizes/{scored.call.pk}/{address}"))
            assert told(paper, (AUTHOR, "12/QĐ-UBND", "10.000.000")) == [AUTHOR, "12/QĐ-UBND", "10.000.000"]
