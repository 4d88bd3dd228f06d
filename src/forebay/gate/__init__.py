"""The Gate judges models against their standards."""
