"""Two values or statements of a story: do they differ on one fact, and how likely is it?"""
