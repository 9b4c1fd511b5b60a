"""The calendar of a year made from days that return, what has to be ready before them, subscriptions of units."""
