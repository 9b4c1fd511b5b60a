"""Errors of the command line that a person can mend."""


class CallIsWrongError(Exception):
    """The input or the call is wrong; the text is the one line that the person reads."""
