"""Brings documents in: a file of any kind in, its text and what it says about itself out."""
