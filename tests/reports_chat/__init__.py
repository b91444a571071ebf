"""Compiling, initialling, approving, dispatching and finding reports again, as people do it in chat."""
