"""SQL text becomes typed Statements that keep their place in the text; touches no file."""
