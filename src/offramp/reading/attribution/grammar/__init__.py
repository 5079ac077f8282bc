"""The light grammar under the rules: tokens, tags, chunks, clauses and their subjects."""
