"""A terminal reading room for people who must quote others exactly."""

__version__ = "0.1.0"
