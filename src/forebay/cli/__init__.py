"""The command line: one file per command."""

from forebay.cli.entry import main

__all__ = ["main"]
