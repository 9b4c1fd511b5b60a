"""Who held which post of a committee on a day, what went before, and where something does not fit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from nhipcau.organisation.committees.models import Committee, CommitteePost, PostTerm
from nhipcau.organisation.enums import PostKind
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.rules import is_alive
from nhipcau.organisation.terms import Crowd, Held, crowds


@dataclass(frozen=True, slots=True)
class PostOnDay:
    """A post with those who hold it on a day and all its terms, the newest first."""

    post: CommitteePost
    holders: tuple[PostTerm, ...]
    history: tuple[PostTerm, ...]


@dataclass(frozen=True, slots=True)
class TooMany:
    """More persons than places: which post, from when to when, who."""

    title: str
    crowd: Crowd
    people: tuple[Person, ...]


def with_terms(committees: QuerySet[Committee]) -> QuerySet[Committee]:
    """Committees with their posts, terms and people; three questions more for any number."""
    terms = Prefetch("terms", PostTerm.objects.select_related("person", "person__unit").order_by("begins_on", "pk"))
    return committees.prefetch_related(Prefetch("posts", CommitteePost.objects.prefetch_related(terms)))


def composition(committee: Committee, day: date) -> list[PostOnDay]:
    """The posts of a committee (as `with_terms` gives it) with their holders on a day."""
    return [
        PostOnDay(
            post,
            tuple(term for term in post.terms.all() if is_alive(term.begins_on, term.ends_on, day)),
            tuple(sorted(post.terms.all(), key=lambda term: (term.begins_on, term.pk), reverse=True)),
        )
        for post in committee.posts.all()
    ]


def head_on(committee: Committee, day: date) -> list[Person]:
    """Who heads a committee (as `with_terms` gives it) on a day: one person, when all is well."""
    posts = [one for one in composition(committee, day) if one.post.kind == PostKind.HEAD]
    return list({term.person_id: term.person for one in posts for term in one.holders}.values())


def too_many(committee: Committee) -> list[TooMany]:
    """Times in which more persons than places held a post of a committee (as `with_terms` gives it).

    A committee has one head, however many posts of that kind stand in it.
    """
    found = []
    for posts in _together(committee.posts.all()):
        terms = [term for post in posts for term in post.terms.all()]
        people = {term.person_id: term.person for term in terms}
        places = 1 if posts[0].kind == PostKind.HEAD else posts[0].places
        held = [Held(term.person_id, term.begins_on, term.ends_on) for term in terms]
        found += [
            TooMany(posts[0].title, crowd, tuple(people[pk] for pk in people if pk in crowd.holders))
            for crowd in crowds(held, places)
        ]
    return found


def _together(posts: Iterable[CommitteePost]) -> list[Sequence[CommitteePost]]:
    """Posts whose holders are counted together: all heads; else each post for itself."""
    groups: dict[object, list[CommitteePost]] = defaultdict(list)
    for post in posts:
        groups[PostKind.HEAD if post.kind == PostKind.HEAD else post.pk].append(post)
    return list(groups.values())


def with_too_many(day: date) -> list[Committee]:
    """Committees in which on this day more persons than places hold a post."""
    return [
        committee
        for committee in with_terms(Committee.objects.all())
        if any(is_alive(one.crowd.begins_on, one.crowd.ends_on, day) for one in too_many(committee))
    ]
