"""One draft against other articles: each claim supported, contradicted or not found."""
