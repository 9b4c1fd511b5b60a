"""Units through time, groups of units, people and their posts."""
