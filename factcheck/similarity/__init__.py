"""Cosines, nearest neighbours and groups of numbered rows; nothing here knows what they mean."""
