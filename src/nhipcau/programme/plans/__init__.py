"""Plans of units: drafted from their tasks, written on, submitted, approved, issued, amended."""
