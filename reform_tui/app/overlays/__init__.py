"""What lies over the views for a moment: help, palette, pickers, inputs."""
