"""Says it: the commands, in plain, linear text.

Importing this package loads nothing but the standard library's bare minimum; a command loads what it uses.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

_SELDOM = 200_000  # new objects between two looks for rubbish in circles: what starts makes much and drops little


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``reform-tui`` and return its exit status: 0 done, 1 the answer is no, 2 a wrong call, 3 no library."""
    gc.set_threshold(_SELDOM)
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) in (["--version"], ["-V"]):
        from reform_tui import __version__  # noqa: PLC0415

        print(f"reform-tui {__version__}")
        return 0
    from reform_tui.cli.dispatch import run  # noqa: PLC0415

    status = run(arguments)
    gc.freeze()  # the process ends: what there is need not be looked through once more
    return status
