"""A table of options with some of its rows replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.algorithms.option_rule import OptionRule


def replaced(rules: tuple[OptionRule, ...], *instead: OptionRule) -> tuple[OptionRule, ...]:
    """Return rules with those of the same names replaced, in their places."""
    by_name = {rule.name: rule for rule in instead}
    return tuple(by_name.get(rule.name, rule) for rule in rules)
