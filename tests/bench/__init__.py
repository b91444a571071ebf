"""Each measurement of `make bench` at a tiny size: it runs and says what it should; never how fast."""
