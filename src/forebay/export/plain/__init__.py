"""What a model's Python file holds beside its numbers: only the standard library of Python 3.9."""
