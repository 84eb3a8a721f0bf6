"""The four views: quotes, documents, speakers, compare."""
