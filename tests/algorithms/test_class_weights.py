"""Weights of classes, as written and as labels name them."""

from __future__ import annotations

import pytest

from forebay.algorithms.class_weights import resolve_class_weights
from forebay.errors import ProjectError


def test_weights_come_in_the_order_of_the_classes():
    assert resolve_class_weights([("b", 2), ("a", 1)], ["a", "b"]) == (1.0, 2.0)


@pytest.mark.parametrize("classes", [[False, True], ["false", "true"]])
def test_a_boolean_label_may_be_named_by_its_text_or_its_value(classes):
    assert resolve_class_weights([("TRUE", 0.8), ("FALSE", 0.2)], classes) == (0.2, 0.8)
    assert resolve_class_weights([(True, 0.8), (False, 0.2)], classes) == (0.2, 0.8)


def test_numbers_name_classes_of_numbers():
    assert resolve_class_weights([(1, 0.8), (0, 0.2)], ["0", "1"]) == (0.2, 0.8)


def test_every_class_without_a_weight_and_every_weight_without_a_class_is_said():
    with pytest.raises(ProjectError) as caught:
        resolve_class_weights([("yes", 1.0), ("maybe", 1.0)], ["no", "yes"])

    missing, unknown = caught.value.problems
    assert missing.name == unknown.name == "class-weights"
    assert missing.message == 'class_weights has no weight for class "no"'
    assert unknown.message == 'class_weights names "maybe", which no label is'
