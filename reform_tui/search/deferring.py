"""Whoosh without what it never uses: a third of what importing it costs.

``whoosh.compat`` imports a function to download with, and with it http, email and ssl; ``cached_property``, which it
reads with, imports asyncio to ask whether a function is a coroutine. Both are imported when they are called for.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from inspect import iscoroutinefunction
from types import ModuleType


def import_whoosh_lean() -> None:
    """Import the beginning of Whoosh with asyncio and urllib put off.

    Only where no other thread could import them meanwhile and be given what stands in.
    """
    if "whoosh" in sys.modules or threading.active_count() > 1:
        return
    # Another Whoosh may want more of them, or have no use for cached_property: it is then imported as it is.
    with contextlib.suppress(ImportError), _standing_in("urllib.request", urlretrieve=_urlretrieve):
        importlib.import_module("whoosh.compat")
    with contextlib.suppress(ImportError), _standing_in("asyncio", iscoroutinefunction=iscoroutinefunction):
        importlib.import_module("cached_property")


@contextlib.contextmanager
def _standing_in(name: str, **functions: Callable[..., object]) -> Iterator[None]:
    """Let ``import name`` find a module of these ``functions`` that looks for anything else in the real one.

    So it does for any thread that imports it meanwhile.
    """
    if name in sys.modules:
        yield
        return
    module = ModuleType(name)

    def look(attribute: str) -> object:
        if attribute.startswith("__"):  # what the import itself asks for
            raise AttributeError(attribute)
        if sys.modules.get(name) is module:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    vars(module)["__getattr__"] = look  # PEP 562
    vars(module).update(functions)
    sys.modules[name] = module
    try:
        yield
    finally:
        if sys.modules.get(name) is module:
            del sys.modules[name]


def _urlretrieve(*arguments: object, **options: object) -> object:
    retrieve: Callable[..., object] = importlib.import_module("urllib.request").urlretrieve
    return retrieve(*arguments, **options)
