"""The HTML page: what it shows is prepared here, how it looks is in ``templates/``."""
