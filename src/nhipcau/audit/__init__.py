"""The audit trail: who did what to what, append-only, each entry sealed with the one before it."""
