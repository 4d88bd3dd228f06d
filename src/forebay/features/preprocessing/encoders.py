"""ONE_HOT_ENCODER, LABEL_ENCODER, MULTI_HOT_ENCODER, BAG_OF_WORDS and TF_IDF.

Their vocabulary is in alphabetical order, from 1; code 0 is NULL and whatever is not in it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.features.expression import Apply, Constant, ListLookup, Lookup, Text
from forebay.features.operations import KIND_TYPES
from forebay.features.preprocessing.function import Parameter, Preprocessing
from forebay.features.preprocessing.vocabulary import learn_vocabulary
from forebay.features.render_sql import render_sql

if TYPE_CHECKING:
    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import FunctionCall, TrainingRows
    from forebay.features.preprocessing.vocabulary import Vocabulary

_MOST: Final = 999_999
_SIZES: Final = (
    Parameter("top_k", "integer", 32_000, lowest=1, highest=_MOST),
    Parameter("frequency_threshold", "integer", 5, lowest=0),
)


def _vocabulary_of_texts(call: FunctionCall, training: TrainingRows) -> Vocabulary:
    return learn_vocabulary(call, training, f"[{render_sql(Text(call.value))}]")


def _code(call: FunctionCall, vocabulary: Vocabulary) -> Expression:
    found = Apply("integer", (Lookup(Text(call.value), vocabulary.names),))
    return Apply("integer_add", (found, Constant(1)))


def _label(call: FunctionCall, training: TrainingRows) -> Expression:
    return _code(call, _vocabulary_of_texts(call, training))


def _one_hot(call: FunctionCall, training: TrainingRows) -> Expression:
    vocabulary = _vocabulary_of_texts(call, training)
    dropped = vocabulary.most_frequent if call.word("drop") == "most_frequent" else 0
    return Apply("one_hot", (_code(call, vocabulary), Constant(dropped or -1)))


def _multi_hot(call: FunctionCall, training: TrainingRows) -> Expression:
    vocabulary = learn_vocabulary(call, training, render_sql(call.value))
    return Apply("multi_hot", (ListLookup(call.value, vocabulary.names),))


def _bag_of_words(call: FunctionCall, training: TrainingRows) -> Expression:
    vocabulary = learn_vocabulary(call, training, render_sql(call.value))
    return Apply("counts", (ListLookup(call.value, vocabulary.names),))


def _tf_idf(call: FunctionCall, training: TrainingRows) -> Expression:
    """Fit idf = ln(1 + N / (1 + df)); a term that is not known has the mean of the others."""
    vocabulary = learn_vocabulary(call, training, render_sql(call.value))
    known = [math.log(1.0 + vocabulary.n_rows / (1.0 + df)) for df in vocabulary.rows]
    mean = math.fsum(known) / len(known) if known else 0.0
    codes = ListLookup(call.value, vocabulary.names)
    return Apply("tf_idf", (codes, Constant((mean, *known))))


def _sparse(_: FunctionCall) -> str:
    return KIND_TYPES["sparse"]


ENCODERS: Final[dict[str, Preprocessing]] = {
    "ONE_HOT_ENCODER": Preprocessing(
        "category",
        _sparse,
        _one_hot,
        (Parameter("drop", "word", "none", ("none", "most_frequent")), *_SIZES),
    ),
    "LABEL_ENCODER": Preprocessing("category", lambda _: "BIGINT", _label, _SIZES),
    "MULTI_HOT_ENCODER": Preprocessing("texts", _sparse, _multi_hot, _SIZES),
    "BAG_OF_WORDS": Preprocessing("texts", _sparse, _bag_of_words, _SIZES),
    "TF_IDF": Preprocessing("texts", _sparse, _tf_idf, _SIZES),
}
