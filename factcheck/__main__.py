"""``python -m factcheck`` is ``factcheck``."""

from factcheck.app.cli import main

if __name__ == "__main__":
    main()
