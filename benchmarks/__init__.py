"""What the product costs, against a plain page in the same run. `make bench` writes docs/performance.md."""
