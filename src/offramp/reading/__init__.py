"""From a report to a sourced ledger: structure, attributed claims, acts and dates, with a place for each."""
