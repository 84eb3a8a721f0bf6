"""Shows it: the application. The only package that imports Textual."""

import os

# An answer comes some ten milliseconds after the key, and the key's own letter has just been painted: at sixty times
# a second Textual would let the answer wait for as long again. Read by Textual once, when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "120")
