"""The local Telegram is itself tested: what it refuses, forgets and delivers."""
