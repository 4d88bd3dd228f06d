"""The Catalog keeps versions and knows what is live; the only writer of Forebay's own files."""
