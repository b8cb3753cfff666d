"""What people write into one cell: words, days, amounts, steps."""
