"""What one option of a model type may be, what it is when left out, and how it acts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from forebay.algorithms.tuning import Tuning
    from forebay.sql.statement import Option

Kind: TypeAlias = Literal[
    "boolean", "integer", "number", "text", "texts", "names", "order", "class_weights", "costs"
]

# Which layer reads an accepted option.
Layer: TypeAlias = Literal["project", "plan", "features", "algorithms", "build"]

_COST_FIELDS = 3
_KIND_WORDS: dict[str, str] = {
    "boolean": "TRUE or FALSE",
    "integer": "a whole number",
    "number": "a number",
    "text": "a text",
    "texts": "an array of texts, such as ['a']",
    "names": "a text, or an array of texts, such as ['a', 'b']",
    "order": "three whole numbers (p, d, q) with p and q from 0 to 5 and d from 0 to 2",
    "class_weights": "an array such as [STRUCT('no', 0.2), STRUCT('yes', 0.8)]",
    "costs": "an array such as [STRUCT(TRUE AS label, FALSE AS predicted, 50.0 AS cost), ...]",
}


@dataclass(frozen=True, slots=True)
class OptionRule:
    """One row of the normative table of options (SEMANTICS 40).

    Parameters
    ----------
    name
        In lower case, as BigQuery ML spells it; ``seed``, ``tags``,
        ``retrain`` and ``data_split_group_cols`` are ours.
    default
        What it is when left out.
    layer, acts
        Who reads it and what it does there; for trees the LightGBM parameter that it becomes.
        `acts` is empty for an option that is not supported.
    choices
        The words that are accepted, compared without regard to case; empty if any are.
    low, high
        The range of a number, both ends included unless `open_low`; None: no limit.
    refused
        Values that BigQuery ML knows and Forebay does not, as text, each with what to do instead.
    instead
        For an option that is not supported: what to do instead, as a sentence.
    tuning
        How it is tuned; None: it cannot be.

    """

    name: str
    kind: Kind = "text"
    default: object = None
    layer: Layer = "algorithms"
    acts: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    open_low: bool = False
    refused: tuple[tuple[str, str], ...] = ()
    instead: str = ""
    tuning: Tuning | None = None

    @property
    def is_supported(self) -> bool:
        """Whether any value of it acts."""
        return bool(self.acts)

    def read(self, option: Option) -> tuple[Any, Problem | None]:
        """Return the value to use, and what is wrong with it (then the value is the default)."""
        if not self.is_supported:
            message = f'option "{self.name}" is not supported'
            return self.default, Problem("not-supported", message, option.span, hint=self.instead)
        value = _converted(option.value, self.kind)
        if value is None:
            hint = f"{self.name} takes {self.range_words()}."
            return self.default, self._bad(option, hint)
        for word, instead in self.refused:
            if str(value).upper() == word:
                message = f'option "{self.name}" does not support {word}'
                return self.default, Problem(
                    "not-supported", message, option.value_span, hint=instead
                )
        if self.choices:
            return self._choice(option, str(value))
        if not self._in_range(value):
            return self.default, self._bad(option, f"{self.name} takes {self.range_words()}.")
        return value, None

    def range_words(self) -> str:
        """Return what numbers are accepted: ``a number above 0 and at most 1``.

        Examples
        --------
        >>> OptionRule("subsample", "number", low=0, high=1, open_low=True).range_words()
        'a number above 0 and at most 1'

        """
        words = _KIND_WORDS[self.kind]
        low = (
            f"{'above' if self.open_low else 'of at least'} {self.low:g}"
            if self.low is not None
            else ""
        )
        high = f"at most {self.high:g}" if self.high is not None else ""
        return " ".join([words, " and ".join(part for part in (low, high) if part)]).strip()

    def _choice(self, option: Option, word: str) -> tuple[Any, Problem | None]:
        for choice in self.choices:
            if choice.casefold() == word.casefold():
                return choice, None
        hint = f"{self.name} takes one of: {', '.join(self.choices)}."
        if (guess := nearest(word, self.choices)) is not None:
            hint = f'did you mean "{guess}"? {hint}'
        return self.default, self._bad(option, hint)

    def _in_range(self, value: Any) -> bool:
        if self.kind not in {"integer", "number"}:
            return True
        above = self.low is None or (value > self.low if self.open_low else value >= self.low)
        return above and (self.high is None or value <= self.high)

    def _bad(self, option: Option, hint: str) -> Problem:
        message = f'option "{self.name}" cannot be {option.value_span.text.strip()}'
        return Problem("bad-option", message, option.value_span, hint=hint)


def _converted(value: object, kind: Kind) -> Any:
    """Return the value in its Python type; None if it is of another kind."""
    converted: Any = None
    match kind, value:
        case ("boolean", bool()) | ("text", str()):
            converted = value
        case "integer", int() if not isinstance(value, bool):
            converted = value
        case "number", int() | float() if not isinstance(value, bool) and math.isfinite(value):
            converted = float(value)
        case "texts", tuple() if value and all(isinstance(item, str) for item in value):
            converted = value
        case "names", str():
            converted = (value,)
        case "names", tuple() if value and all(isinstance(item, str) for item in value):
            converted = value
        case "order", _:
            converted = _order(value)
        case "class_weights", tuple() if value:
            pairs = [tuple(i.values()) if isinstance(i, dict) else i for i in value]
            converted = _class_weights(pairs)
        case "costs", tuple() if value:
            converted = _costs(value)
        case _:
            pass
    return converted


def _costs(entries: tuple[Any, ...]) -> tuple[tuple[object, object, float], ...] | None:
    read = []
    for entry in entries:
        match entry:
            case {"label": label, "predicted": predicted, "cost": int() | float() as cost} if len(
                entry
            ) == _COST_FIELDS and not isinstance(cost, bool):
                read.append((label, predicted, float(cost)))
            case _:
                return None
    return tuple(read) if all(math.isfinite(c) and c >= 0 for *_, c in read) else None


def _order(value: object) -> tuple[int, int, int] | None:
    """Return three numbers: of (1, 1, 0), or of STRUCT(1 AS p, 1 AS d, 0 AS q)."""
    if isinstance(value, dict):
        value = tuple(value[name] for name in "pdq") if value.keys() == set("pdq") else ()
    match value:
        case (int() as p, int() as d, int() as q):
            most = zip((p, d, q), (5, 2, 5), strict=True)
            if all(not isinstance(n, bool) and 0 <= n <= limit for n, limit in most):
                return p, d, q
    return None


def _class_weights(pairs: list[Any]) -> tuple[tuple[object, float], ...] | None:
    read = []
    for pair in pairs:
        match pair:
            case (label, int() | float() as weight) if weight >= 0 and not isinstance(weight, bool):
                read.append((label, float(weight)))
            case _:
                return None
    return tuple(read)
