"""Programmes, tasks, occasions and activities."""
