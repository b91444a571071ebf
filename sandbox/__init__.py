"""A local Telegram for demo and tests: a stranger that imports nothing of the application.

It speaks the Bot API over HTTP on loopback, refuses in Telegram's words, forgets updates when Telegram would,
and lets people be played through `/sim/...` and the page at `/`. Source: telegram brief 5.3.
"""
