"""What the views are made of; lists, reader and columns share one base, :class:`~.lines.LineView`."""
