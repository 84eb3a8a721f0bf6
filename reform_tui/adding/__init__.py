"""Brings documents into a library: what importing reads and the finder finds, written down as proposals.

Everything written here is a guess until a person has said otherwise, and is marked so.
"""
