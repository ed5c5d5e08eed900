"""Which claims speak of the same thing: stories, copies, clusters, and pairs that fill one slot."""
