"""The doors and the wiring: the only room that knows Telegram."""
