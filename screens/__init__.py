"""Pure: records in, a Screen out."""
