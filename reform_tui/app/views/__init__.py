"""The views: quotes, documents, speakers, compare, and the review of what is proposed."""
