from nhipcau.officialdocs.document import SecrecyMark


def find_secrecy_mark(text: str) -> SecrecyMark | None:
    return None
