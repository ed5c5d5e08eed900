"""The cached steps of a run, the cache, and the engines that do the work: this process or Ray."""
