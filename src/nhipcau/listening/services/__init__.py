"""What happens to an event: one function per action, each in one transaction, each with its line in the log."""
