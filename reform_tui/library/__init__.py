"""What a library is: its files, its model, its linter. Knows no screen, no index and no Markdown."""
