"""Working on tasks: what gathers around one, and the views of many."""
