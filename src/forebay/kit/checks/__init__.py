"""Checks of the kit, a file each; a check returns what is wrong, nothing if it passed."""
