"""Forebay takes machine learning to production from a git folder of plain SQL."""
