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
from types import ModuleType


def import_whoosh_lean() -> None:
    """Import the beginning of Whoosh with asyncio and urllib put off.

    Only where there is no other thread that could see the modules which stand in meanwhile.
    """
    if "whoosh" in sys.modules or threading.active_count() > 1:
        return
    # Another Whoosh may want more of them, or have no use for cached_property: it is then imported as it is.
    with contextlib.suppress(ImportError), _standing_in("urllib.request", "urlretrieve"):
        importlib.import_module("whoosh.compat")
    with contextlib.suppress(ImportError), _standing_in("asyncio"):
        importlib.import_module("cached_property")


@contextlib.contextmanager
def _standing_in(name: str, *functions: str) -> Iterator[None]:
    """Let ``import name`` find a module that looks in the real one only when something of it is asked for.

    ``functions`` are those that may be imported from it by name: they look when they are called.
    """
    if name in sys.modules:
        yield
        return
    module = ModuleType(name)

    def look(attribute: str) -> object:
        if sys.modules.get(name) is module:
            raise AttributeError(attribute)
        return getattr(importlib.import_module(name), attribute)

    vars(module)["__getattr__"] = look  # PEP 562
    vars(module).update({function: _deferred(name, function) for function in functions})
    sys.modules[name] = module
    try:
        yield
    finally:
        del sys.modules[name]


def _deferred(name: str, function: str) -> Callable[..., object]:
    def call(*arguments: object, **options: object) -> object:
        called: Callable[..., object] = getattr(importlib.import_module(name), function)
        return called(*arguments, **options)

    return call
