"""Steering committees: their posts, and who held them from when to when."""
