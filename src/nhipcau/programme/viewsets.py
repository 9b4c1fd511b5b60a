"""Lists of tasks, occasions and activities in the workspace."""
