"""Shows it: the application. The only package that imports Textual."""
