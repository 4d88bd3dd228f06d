"""Evaluate computes figures, in the engine."""
