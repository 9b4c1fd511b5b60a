"""Sensitive and sudden events: prepared scenarios, the live log of one that runs, drills and what they taught."""
