"""A Session is the Python face of Forebay."""
