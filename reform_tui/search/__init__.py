"""Finds them again: the words of a library, by keyword, phrase and field. The only package that imports Whoosh."""
