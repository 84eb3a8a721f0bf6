"""Finds quotations: text in, proposed quotes out.

The stages are separate modules over one cleaned copy of the text that has the same length, so that every offset is an
offset of the source, in code points.
"""
