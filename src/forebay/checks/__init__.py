"""Checks judge tables: constraints, assertions and unit tests."""
