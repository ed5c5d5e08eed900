"""Documents -> stories, and who repeats whom within a story."""
