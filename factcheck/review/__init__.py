"""What people decided about findings, and what changed between two reports."""
