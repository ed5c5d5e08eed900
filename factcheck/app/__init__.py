"""The command line: commands, progress, delivery of files and doctor, no comparison."""
