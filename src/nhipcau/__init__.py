"""Nhịp Cầu: a province's external-information programme, from directive to report."""

__version__ = "0.1.0"
