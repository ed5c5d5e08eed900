"""How good factcheck is, measured: accuracy on labelled stories, planted faults, peers."""
