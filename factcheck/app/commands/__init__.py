"""The commands, one module each: read the options, call the library, choose the exit status."""
