"""From a forest that was read to what a statement can name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from forebay.algorithms.imported_file import ImportedFile
from forebay.algorithms.imported_output import ImportedOutput
from forebay.algorithms.tree_model import TreeModel

if TYPE_CHECKING:
    from forebay.algorithms.imported_trees import ImportedTrees

# As BigQuery ML calls what an imported XGBoost model answers with.
PREDICTED: Final = "predicted_label"
_CLASSES: Final = frozenset(
    {"binary:logistic", "multi:softprob", "multi:softmax", "binary", "multiclass"}
)
_UNCLEAR: Final = frozenset({"binary:logitraw", "none"})


def import_trees(read: ImportedTrees) -> ImportedFile:
    """Return the file of a forest: one output, as the library's own predict gives it."""
    model = TreeModel(read.forest, read.link, base_score=read.base_score, iterations=())
    is_class = read.answer == "class"
    width = None if read.answer == "value" else read.forest.n_outputs
    kind = "BIGINT" if is_class else "DOUBLE"
    output = ImportedOutput(PREDICTED, kind, 0, width, is_class)
    predicts: Literal["regression", "classification"] | None = "regression"
    if read.objective in _CLASSES:
        predicts = "classification"
    elif read.objective in _UNCLEAR or width is not None:
        predicts = None
    about = {"objective": read.objective}
    return ImportedFile(model, read.features, (output,), about, predicts)
