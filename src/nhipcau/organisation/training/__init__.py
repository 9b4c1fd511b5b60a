"""Training courses: who took part, on which days, and what came of it."""
