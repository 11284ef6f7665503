"""Evidence for auditors: what they may read of the record, as a file that proves itself; the anchor by mail."""
