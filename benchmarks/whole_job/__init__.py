"""The parts of ``by_hand_whole.py``: the flights job by hand with all that a build delivers."""
