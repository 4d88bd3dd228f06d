"""Trust looks for what a model must not know: values that were not known at its prediction time."""
