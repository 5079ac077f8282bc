"""Reading: from a news report to a ledger of attributed claims, acts and dates, every one a span of the frozen text."""
