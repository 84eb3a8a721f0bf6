"""Whoosh without what it never uses: a third of what importing it costs, in time and in memory.

``whoosh.compat`` imports a function to download with, and with it http, email and ssl; ``cached_property``, which it
reads with, imports asyncio to ask whether a function is a coroutine; ``whoosh.query`` imports the forms of English
words for a sort of query that is not used, and the stemmer for English those for thirteen other languages. All of them
are imported when they are called for.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Any


def import_whoosh_lean() -> None:
    """Import the beginning of Whoosh with all that put off; another Whoosh may be otherwise, and is imported whole."""
    if "whoosh" in sys.modules:
        return
    with contextlib.suppress(ImportError), _standing_in("urllib.request", "urlretrieve"):
        importlib.import_module("whoosh.compat")
    with (
        contextlib.suppress(ImportError),
        _standing_in("asyncio", "iscoroutinefunction", at_once=iscoroutinefunction),
    ):
        importlib.import_module("cached_property")
    with contextlib.suppress(ImportError), _standing_in("whoosh.lang.morph_en", "variations"):
        importlib.import_module("whoosh.query")


def english_stemmer() -> Any:
    """Return Snowball's stemmer for English, without its package and the other languages in it."""
    with _standing_in("whoosh.lang.snowball"):
        return importlib.import_module("whoosh.lang.snowball.english").EnglishStemmer()


@contextlib.contextmanager
def _standing_in(name: str, function: str = "", at_once: Any = None) -> Iterator[None]:
    """Let ``import name`` find a module of one ``function`` that looks for anything else in the real one.

    So it does for any thread that imports it meanwhile, however long that thread keeps it. The function is ``at_once``,
    or calls the real one. A package lets its modules be imported without it.
    """
    parent_name, _, child = name.rpartition(".")
    parent = importlib.import_module(parent_name) if parent_name else None
    if name in sys.modules:
        yield
        return
    module = ModuleType(name)

    def look(attribute: str) -> Any:
        if attribute.startswith("__"):  # what the import itself asks for
            raise AttributeError(attribute)
        _take_away(name, module)
        return getattr(importlib.import_module(name), attribute)

    def call(*arguments: Any, **options: Any) -> Any:
        return look(function)(*arguments, **options)

    vars(module)["__getattr__"] = look  # PEP 562
    if function:
        vars(module)[function] = at_once or call
    elif parent is not None:
        module.__path__ = [f"{folder}/{child}" for folder in parent.__path__]
    sys.modules[name] = module
    if parent is not None:
        setattr(parent, child, module)
    try:
        yield
    finally:
        _take_away(name, module)
        if parent is not None and getattr(parent, child, None) is module:
            delattr(parent, child)


def _take_away(name: str, module: ModuleType) -> None:
    """Forget what stands in, and what was imported from it: whoever asks for that gets the real one, and its parts."""
    if sys.modules.get(name) is module:
        for known in [known for known in sys.modules if f"{known}.".startswith(f"{name}.")]:
            sys.modules.pop(known, None)
