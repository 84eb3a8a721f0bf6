"""Finds them again: the words of a library, by keyword, phrase and field. The only package that imports Whoosh."""

from reform_tui.search.deferring import import_whoosh_lean

import_whoosh_lean()
