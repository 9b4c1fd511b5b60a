"""The public site, rendered into plain files when something is published."""
