"""Settings, addresses, base templates, static files and the command line."""
