"""Reporting duties and periodic reports that draft themselves from activities."""
