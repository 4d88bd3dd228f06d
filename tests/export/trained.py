"""A model in a session that passes whatever its figures are."""

ANY_FIGURE = {
    "y": "STANDARDS (mean_squared_error <= 1e9)",
    "high": "STANDARDS (roc_auc >= 0.6)",
    "third": "STANDARDS (roc_auc >= 0.6)",
}


def trained(session, model_type, label, *, more="", transform="", features=None):
    name = f"m_{label}"  # another target under one name would be refused
    features = features or "a, b, color, flag, k"
    options = f"model_type = '{model_type}', input_label_cols = ['{label}']{more}"
    built = session.sql(
        f"CREATE OR REPLACE MODEL {name} {transform} OPTIONS ({options}) KEY (id) PREDICT AT NONE"
        f" {ANY_FIGURE[label]} AS SELECT id, {features}, {label} FROM d"
    )
    assert built.outcome == "done", built
    return name
