"""Prize calls: from the call to the award, scored by a jury that sees no names."""
