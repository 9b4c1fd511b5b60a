"""The register of outgoing documents: a unit's numbers, given once, without a gap."""
