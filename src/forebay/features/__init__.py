"""Features are fitted on training rows, frozen, and rendered as SQL."""
