"""Pairs of values -> facts with variants -> findings; agreements, clusters, timeline."""
