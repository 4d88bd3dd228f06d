"""A column and a few steps with constants, ``((x - 3) / 2) * 5``, as one function of a row.

What scalers and standardisation make of a number; one call instead of one for each operation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from forebay.features.expression import Arithmetic, Coalesce, Constant, Input, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.features.expression import ArithmeticOperator, Expression

    NumberOf: TypeAlias = Callable[[Mapping[str, Any]], float | None]
    Step: TypeAlias = tuple[ArithmeticOperator, float]

_MACHINE_NUMBERS: Final = frozenset(
    f"{sign}{kind}" for sign in ("", "U") for kind in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
) | {"DOUBLE", "BOOLEAN"}
_CENTRED: Final = ("-", "/")


@dataclass(frozen=True, slots=True)
class NumberChain:
    """A number of the row, the steps it goes through, and what stands for NULL.

    Parameters
    ----------
    name
        The raw column.
    steps
        Operators with the constant on their right, in the order of computing.
    null
        The value of the chain where the column is NULL; None is NULL.

    """

    name: str
    steps: tuple[Step, ...]
    null: float | None = None

    @classmethod
    def of(cls, expression: Expression) -> NumberChain | None:  # noqa: PLR0911 - a line a form
        """Return the chain that an expression is; None if it is none.

        Examples
        --------
        >>> half = Arithmetic("/", Number(Input("a", "INTEGER")), Constant(2.0))
        >>> NumberChain.of(half)
        NumberChain(name='a', steps=(('/', 2.0),), null=None)
        >>> NumberChain.of(half).compiled()({"a": 3})
        1.5

        """
        match expression:
            case Number(Input(name, kind)) if kind in _MACHINE_NUMBERS:
                return cls(name, ())
            # A chain with a value for NULL is never NULL: what is around it needs no other.
            case Number(Arithmetic() | Number() | Coalesce() as inner):
                return cls.of(inner)
            case Arithmetic(operator, left, Constant(float(constant))) if (
                operator != "/" or constant != 0.0  # which is evaluate_row's
            ):
                before = cls.of(left)
                if before is None or before.null is not None:
                    return None
                return cls(before.name, (*before.steps, (operator, constant)))
            case Coalesce((value, Constant(float(constant)))):
                inside = cls.of(value)
                if inside is None or inside.null is not None:
                    return None
                return cls(inside.name, inside.steps, constant)
            case _:
                return None

    def compiled(self) -> NumberOf:
        """Return the function; the commonest chains have one of their own."""
        operators = tuple(operator for operator, _ in self.steps)
        if not operators:
            return self._bare()
        if operators == _CENTRED:
            return self._centred()
        if operators == 2 * _CENTRED:
            return self._centred_twice()
        return self._any()

    def _bare(self) -> NumberOf:
        name, null = self.name, self.null

        def value(row: Mapping[str, Any]) -> float | None:
            given = row[name]
            if type(given) is float:
                return given
            return null if given is None else float(given)

        return value

    def _centred(self) -> NumberOf:
        name, null = self.name, self.null
        (_, centre), (_, scale) = self.steps

        def value(row: Mapping[str, Any]) -> float | None:
            given = row[name]
            if given is None:
                return null
            return (float(given) - centre) / scale

        return value

    def _centred_twice(self) -> NumberOf:
        name, null = self.name, self.null
        (_, centre), (_, scale), (_, centre_2), (_, scale_2) = self.steps

        def value(row: Mapping[str, Any]) -> float | None:
            given = row[name]
            if given is None:
                return null
            return ((float(given) - centre) / scale - centre_2) / scale_2

        return value

    def _any(self) -> NumberOf:
        name, null, steps = self.name, self.null, self.steps

        def value(row: Mapping[str, Any]) -> float | None:
            given = row[name]
            if given is None:
                return null
            number = float(given)
            for operator, constant in steps:
                match operator:
                    case "+":
                        number += constant
                    case "-":
                        number -= constant
                    case "*":
                        number *= constant
                    case _:
                        number /= constant
            return number

        return value
