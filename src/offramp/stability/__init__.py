"""Solution concepts: which states are stable, for whom, and by what witness."""
