"""Settings, command line, locks, backups: what the person who runs it relies on."""
