"""Pages of scenarios and events."""
