"""What a tuning tries: the options that vary, and between which values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from forebay.sql.expression import HparamCandidates, HparamRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.algorithms.option_rule import Kind, OptionRule
    from forebay.sql.statement import Option


@dataclass(frozen=True, slots=True)
class NumberRange:
    """All numbers from `low` to `high`, both included; whole ones if `is_whole`."""

    name: str
    low: float
    high: float
    is_log: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Some values, in the order in which they are written."""

    name: str
    values: tuple[Any, ...]


Dimension: TypeAlias = NumberRange | Choices

# Where a logarithmic range begins with 0, which has no logarithm: at this share of its end.
_SMALLEST_SHARE = 1e-6


def search_space(
    rules: Iterable[OptionRule], options: Mapping[str, Option]
) -> tuple[Dimension, ...]:
    """Return what varies, in the order of the table of options; empty if nothing is tuned.

    Where no option is written as HPARAM_RANGE or HPARAM_CANDIDATES, all options that have a range
    by default and are not written vary within it.

    Parameters
    ----------
    options
        Of a statement in which ``validate_options`` found no problem.

    """
    if "num_trials" not in options:
        return ()
    supported = [rule for rule in rules if rule.tuning is not None]
    written = [rule for rule in supported if is_tuned(options.get(rule.name))]
    if written:
        return tuple(_written(rule, options[rule.name].value) for rule in written)
    return tuple(
        _range(rule, rule.tuning.low or 0.0, rule.tuning.high)
        for rule in supported
        if rule.tuning is not None and rule.tuning.high is not None and rule.name not in options
    )


def is_tuned(option: Option | None) -> bool:
    """Return whether an option is written as HPARAM_RANGE or HPARAM_CANDIDATES."""
    return option is not None and isinstance(option.value, HparamRange | HparamCandidates)


def hyperparameter_kinds(
    rules: Iterable[OptionRule], options: Mapping[str, Option]
) -> tuple[tuple[str, Kind], ...]:
    """Return the name and kind of every option that varies."""
    kinds = {rule.name: rule.kind for rule in rules}
    return tuple((d.name, kinds[d.name]) for d in search_space(rules, options))


def _written(rule: OptionRule, value: object) -> Dimension:
    if isinstance(value, HparamRange):
        return _range(rule, value.low, value.high)
    if isinstance(value, HparamCandidates):
        return Choices(rule.name, tuple(_plain(rule, item) for item in value.values))
    raise TypeError(type(value))


def _plain(rule: OptionRule, value: Any) -> Any:
    """Return a candidate as ``OptionRule.read`` gives it: a number as float, a word as listed."""
    if rule.kind == "number":
        return float(value)
    return next((c for c in rule.choices if c.casefold() == str(value).casefold()), value)


def _range(rule: OptionRule, low: float, high: float) -> NumberRange:
    is_log = rule.tuning is not None and rule.tuning.is_log
    if rule.kind == "integer":
        return NumberRange(rule.name, int(low), int(high), is_log, is_whole=True)
    if low <= 0 and (is_log or rule.open_low):
        low = high * _SMALLEST_SHARE
    return NumberRange(rule.name, float(low), float(high), is_log)
