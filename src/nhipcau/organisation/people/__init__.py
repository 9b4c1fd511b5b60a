"""People of units and who is in charge of the work there: as little about a person as the work needs."""
