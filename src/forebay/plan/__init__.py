"""A Project and the last state give a Plan; nothing is done."""
