"""Decisions about units through time, on plain values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

Key = TypeVar("Key")


def is_alive(begins_on: date | None, ends_on: date | None, on: date) -> bool:
    """Tell whether a unit exists on a day. Its last day belongs to it; an unknown end is open."""
    return (begins_on is None or begins_on <= on) and (ends_on is None or on <= ends_on)


def has_ended(ends_on: date | None, on: date) -> bool:
    """Tell whether a unit's life is over on a day."""
    return ends_on is not None and ends_on < on


def living_successors(
    key: Key, *, successors_of: Callable[[Key], Iterable[Key]], is_alive: Callable[[Key], bool]
) -> list[Key]:
    """Follow the successors of an ended unit until they are alive, each once, nearest first.

    A successor that has ended itself is followed further; a circle, which only an error of entry makes, ends the walk.
    """
    found: list[Key] = []
    seen = {key}
    ahead = list(successors_of(key))
    while ahead:
        following = ahead.pop(0)
        if following in seen:
            continue
        seen.add(following)
        if is_alive(following):
            found.append(following)
        else:
            ahead.extend(successors_of(following))
    return found


def reachable(key: Key, ways: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """Everything that the ways lead to from `key`, nearest first, each once, `key` itself left out."""
    seen = [key]
    ahead = list(ways.get(key, ()))
    while ahead:
        following = ahead.pop(0)
        if following not in seen:
            seen.append(following)
            ahead.extend(ways.get(following, ()))
    return seen[1:]


def would_close_a_circle(key: Key, successor: Key, followers: Mapping[Key, Sequence[Key]]) -> bool:
    """Tell whether naming `successor` would make a unit follow itself."""
    return successor == key or key in reachable(successor, followers)
