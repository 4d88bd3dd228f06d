"""Trust looks for leakage: what a model knows in training and cannot know in life."""
