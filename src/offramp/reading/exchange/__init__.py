"""The ledger in other tools' formats, and back: W3C Web Annotation, brat standoff, CSV."""
