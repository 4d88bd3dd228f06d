"""Words of other tools lead to commands and options that there are."""

from __future__ import annotations

import re

import pytest

from forebay.cli.build import build
from forebay.cli.command_table import COMMANDS
from forebay.cli.other_words import OTHER_COMMANDS, OTHER_OPTIONS


@pytest.mark.parametrize("word", sorted(OTHER_COMMANDS))
def test_a_word_of_another_tool_is_no_command_and_leads_to_one(word: str) -> None:
    assert word not in COMMANDS
    named = re.findall(r"`forebay (\w+)", OTHER_COMMANDS[word])
    assert named
    assert set(named) <= set(COMMANDS)


@pytest.mark.parametrize("word", sorted(OTHER_OPTIONS))
def test_an_option_of_another_tool_is_none_of_ours_and_leads_to_one(word: str) -> None:
    ours = {option for given in build.params for option in given.opts}
    assert word not in ours
    assert set(re.findall(r"--[a-z-]+", OTHER_OPTIONS[word])) <= ours
