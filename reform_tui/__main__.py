"""``python -m reform_tui``."""

import sys

from reform_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
