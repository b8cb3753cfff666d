"""What the sample county is, and how its people behave. Nothing of it is known to a real campaign."""
