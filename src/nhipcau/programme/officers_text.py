"""A text that was drafted and that an officer goes on writing, on plain values."""


def clean_text(text: str) -> str:
    """A person's text as it is kept: one kind of line end, no spaces before it, no NUL, which PostgreSQL refuses."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def lines_added(drafted: str, fresh: str) -> list[str]:
    """The sentences of a fresh draft that the one before did not have."""
    known = set(drafted.split("\n"))
    return [line for line in fresh.split("\n") if line and line not in known]


def merge(body: str, *, drafted: str, fresh: str) -> str:
    """Bring a fresh draft into an officer's text: its new sentences at the end, and without the sentences of the old
    draft that still stand as they were drafted but count no more. What the officer wrote stays as it is."""
    gone = set(lines_added(fresh, drafted))
    kept = [line for line in body.split("\n") if line not in gone]
    there = set(kept)
    return clean_text("\n".join([*kept, *(line for line in lines_added(drafted, fresh) if line not in there)]))
