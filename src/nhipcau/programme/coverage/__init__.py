"""How far each provision of a directive has come: a matrix of its provisions and the months, or the units."""
