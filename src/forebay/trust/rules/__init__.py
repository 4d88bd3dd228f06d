"""The rules of the lint, one file each."""
