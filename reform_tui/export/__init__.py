"""Hands a library over: records for scripts, and the formats a selection leaves in."""
