"""What `make bench` measures, one file each; `measure()` returns figures with their goals (design 9)."""
