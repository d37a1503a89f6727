"""What a graph holds in numbers, and what changed between two."""
