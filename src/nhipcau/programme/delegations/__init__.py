"""Delegations that come to the province and that it sends."""
