"""Coordination programmes with other bodies: what was agreed, what is done together, what the year brought."""
