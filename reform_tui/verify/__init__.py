"""Holds a draft against the library: which of its quotations stand word for word, and in whose mouth."""
