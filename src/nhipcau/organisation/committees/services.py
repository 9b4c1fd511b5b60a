"""What happens in committees: posts are filled, terms end, one committee follows another."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.committees.models import Committee, CommitteePost, PostTerm
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.terms import Held, holds_twice
from nhipcau.vietnamese import clean_words

ONE_DAY = timedelta(days=1)


@cache
def usual_posts() -> list[dict[str, Any]]:
    """The posts of the data file."""
    text = (files("nhipcau.organisation") / "data" / "usual_posts.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["post"]
    return rows


def add_usual_posts(committee: Committee) -> None:
    """Give a committee without posts the usual ones; twice does no harm."""
    if committee.pk and not CommitteePost.objects.filter(committee=committee).exists():
        for order, row in enumerate(usual_posts()):
            CommitteePost.objects.create(committee=committee, sort_order=order, **row)


@transaction.atomic
def appoint(
    person: Person,
    post: CommitteePost,
    *,
    begins_on: date,
    ends_on: date | None = None,
    capacity: str = "",
    field: str = "",
    decision_number: str = "",
    decision_date: date | None = None,
    takes_over: bool = False,
    by: Any,
) -> PostTerm:
    """Give a person a post from a day on. `takes_over` ends the terms of those who held it, on the day before.

    More persons than places are written down as the decisions say, and flagged (`queries.too_many`).

    Raises:
        ValidationError: the person holds the post already on a day of that time, the committee does not exist then,
            or the last day comes before the first.
    """
    term = PostTerm(
        person=person,
        post=post,
        begins_on=begins_on,
        ends_on=ends_on,
        capacity=clean_words(capacity) or capacity_of(person),
        field=clean_words(field),
        decision_number=clean_words(decision_number),
        decision_date=decision_date,
    )
    check_term(term)
    term.full_clean()
    if takes_over:
        end_others(term, by=by)
    term.save()
    record("term entered", term, by=by, begins_on=begins_on.isoformat(), committee=post.committee.name)
    return term


def capacity_of(person: Person) -> str:
    """What a person is today, as a decision would name it: "Phó Giám đốc, Sở Ngoại vụ"."""
    return ", ".join(part for part in (person.function, person.unit.name) if part)[:300]


def check_term(term: PostTerm) -> None:
    """Look whether a term can be.

    Raises:
        ValidationError: see `appoint`.
    """
    committee = term.post.committee
    if committee.begins_on and term.begins_on < committee.begins_on:
        text = _("The committee was set up on %(day)s only.") % {"day": f"{committee.begins_on:%d/%m/%Y}"}
        raise ValidationError({"begins_on": text})
    if committee.ends_on and (term.ends_on or date.max) > committee.ends_on:
        text = _("The committee ended on %(day)s; the term ends then at the latest.")
        raise ValidationError({"ends_on": text % {"day": f"{committee.ends_on:%d/%m/%Y}"}})
    others = PostTerm.objects.filter(post=term.post, person=term.person).exclude(pk=term.pk)
    held = [Held(one.person_id, one.begins_on, one.ends_on) for one in others]
    if holds_twice(held, Held(term.person_id, term.begins_on, term.ends_on)):
        raise ValidationError({"person": _("This person holds the post already on a day of that time.")})


def end_others(term: PostTerm, *, by: Any) -> int:
    """End the terms of everybody else who holds the post when `term` begins, on the day before; returns how many."""
    others = PostTerm.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=term.begins_on), post=term.post, begins_on__lt=term.begins_on
    ).exclude(pk=term.pk)
    for other in others.select_related("person", "post"):
        end_term(other, term.begins_on - ONE_DAY, by=by)
    return len(others)


@transaction.atomic
def end_term(term: PostTerm, on: date, *, by: Any) -> PostTerm:
    """A term ends; `on` is its last day. The same day again changes nothing."""
    if term.ends_on != on:
        term.ends_on = on
        term.full_clean(exclude=["person", "post"])
        term.save(update_fields=["ends_on"])
        record("term changed", term, by=by, ends_on=on.isoformat())
    return term


@transaction.atomic
def carry_ends(committee: Committee, *, by: Any) -> None:
    """What a committee's days mean for others: its terms end with it, and the one that it follows ends before it."""
    if committee.ends_on:
        going_on = Q(ends_on=None) | Q(ends_on__gt=committee.ends_on)
        terms = PostTerm.objects.filter(going_on, post__committee=committee, begins_on__lte=committee.ends_on)
        for term in terms.select_related("person", "post"):
            end_term(term, committee.ends_on, by=by)
    former = committee.follows
    if former is not None and committee.begins_on and former.ends_on is None:
        former.ends_on = committee.begins_on - ONE_DAY
        former.full_clean()
        former.save()
        record("committee changed", former, by=by, ends_on=former.ends_on.isoformat())
        carry_ends(former, by=by)
