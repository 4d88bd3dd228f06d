"""What each answer of a model with two classes costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from forebay.errors import Problem, ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.errors import Span


class Costs(NamedTuple):
    """The cost of one row by its label (second word) and by whether the answer is right.

    Finite and 0 or more; a wrong answer costs more than the right one.
    """

    true_negative: float = 0.0
    false_positive: float = 1.0
    false_negative: float = 1.0
    true_positive: float = 0.0

    @property
    def threshold(self) -> float:
        """The threshold that costs least if probabilities are right, in (0, 1).

        References
        ----------
        Elkan (2001). The foundations of cost-sensitive learning. Proceedings of IJCAI, 973-978.

        Examples
        --------
        >>> Costs().threshold, Costs(false_positive=1.0, false_negative=9.0).threshold
        (0.5, 0.1)

        """
        negative = self.false_positive - self.true_negative
        return negative / (negative + self.false_negative - self.true_positive)


def resolve_costs(
    entries: Iterable[tuple[object, object, float]], classes: Sequence[str], span: Span | None
) -> Costs:
    """Return the costs of two classes, from ``costs`` as written; what is left out costs 0.

    Raises
    ------
    ProjectError
        ``bad-costs``: there are not two classes; an entry names another class, or one that was
        named before; a wrong answer does not cost more than the right one. All of them at once.

    Examples
    --------
    >>> resolve_costs([(True, False, 50.0), (False, True, 1.0)], ("false", "true"), None).threshold
    0.0196078431372549

    """
    if len(classes) != 2:  # noqa: PLR2004
        message = f"costs are for two classes, and the label has {len(classes)}"
        raise ProjectError.of("bad-costs", message, span, hint="leave them out.")
    places = {_text(name): i for i, name in enumerate(classes)}
    hint = f"its classes are: {', '.join(classes)}."
    found: dict[tuple[int, int], float] = {}
    problems = []
    for label, predicted, cost in entries:
        unknown = [str(name) for name in (label, predicted) if _text(name) not in places]
        if unknown:
            message = f'costs names "{unknown[0]}", which no label is'
            problems.append(Problem("bad-costs", message, span, hint=hint))
            continue
        place = (places[_text(label)], places[_text(predicted)])
        if place in found:
            message = f'costs has two entries for label "{label}" and predicted "{predicted}"'
            problems.append(Problem("bad-costs", message, span, hint="leave one of them out."))
        found[place] = cost
    for label, name in enumerate(classes):
        if not problems and found.get((label, 1 - label), 0.0) <= found.get((label, label), 0.0):
            message = f'for label "{name}" a wrong answer costs no more than the right one'
            problems.append(Problem("bad-costs", message, span, hint="what is left out costs 0."))
    if problems:
        raise ProjectError(*problems)
    return Costs(*(found.get(place, 0.0) for place in ((0, 0), (0, 1), (1, 0), (1, 1))))


def _text(label: object) -> str:
    text = str(label)
    return text.casefold() if text.casefold() in {"true", "false"} else text
