"""The columns of each function for each model type, written from BigQuery ML's reference.

Types are the engine's names for BigQuery's: FLOAT64 DOUBLE, INT64 BIGINT, STRING VARCHAR. In a
session of BigQuery a TIMESTAMP is one with time zone; the points of a DATE are without.
Only the order and spelling of names is compared, not their case.
"""

from __future__ import annotations

F, N, S, B, T = "DOUBLE", "BIGINT", "VARCHAR", "BOOLEAN", "TIMESTAMP"
INPUT = {"x": F, "c": S, "y": F, "z": S, "w": N}
CATEGORIES = "STRUCT(category VARCHAR, value DOUBLE)[]"
ATTRIBUTIONS = "STRUCT(feature VARCHAR, attribution DOUBLE)[]"
REGRESSION = dict.fromkeys(
    [
        "mean_absolute_error",
        "mean_squared_error",
        "mean_squared_log_error",
        "median_absolute_error",
        "r2_score",
        "explained_variance",
    ],
    F,
)
CLASSES = dict.fromkeys(["precision", "recall", "accuracy", "f1_score", "log_loss", "roc_auc"], F)
INTERVAL = {
    "prediction_interval_lower_bound": F, "prediction_interval_upper_bound": F,
}  # fmt: skip
PROCESS = {
    "g": S, "non_seasonal_p": N, "non_seasonal_d": N, "non_seasonal_q": N, "has_drift": B,
    "log_likelihood": F, "AIC": F, "variance": F, "seasonal_periods": "VARCHAR[]",
    "has_holiday_effect": B, "has_spikes_and_dips": B, "has_step_changes": B,
}  # fmt: skip
ITERATIONS = {
    "training_run": N, "iteration": N, "loss": F, "eval_loss": F, "learning_rate": F,
    "duration_ms": N,
}  # fmt: skip
FEATURE_INFO = {
    "input": S, "min": F, "max": F, "mean": F, "median": F, "stddev": F, "category_count": N,
    "null_count": N, "dimension": N,
}  # fmt: skip
ANOMALIES = {
    "g": S, "d": T, "v": F, "is_anomaly": B, "lower_bound": F, "upper_bound": F,
    "anomaly_probability": F,
}  # fmt: skip
EXPLAINED_FORECAST = {
    "g": S, "time_series_timestamp": T, "time_series_type": S, "time_series_data": F,
    "time_series_adjusted_data": F, "standard_error": F, "confidence_level": F, **INTERVAL,
    "trend": F, "seasonal_period_yearly": F, "seasonal_period_quarterly": F,
    "seasonal_period_monthly": F, "seasonal_period_weekly": F, "seasonal_period_daily": F,
    "holiday_effect": F, "spikes_and_dips": F, "step_changes": F, "residual": F,
}  # fmt: skip
PROBS = "STRUCT(label VARCHAR, prob DOUBLE)[]"
WEIGHTS = {
    "processed_input": S,
    "weight": F,
    "category_weights": "STRUCT(category VARCHAR, weight DOUBLE)[]",
}
IMPORTANCE = {"feature": S, "importance_weight": N, "importance_gain": F, "importance_cover": F}
TRIAL = {"trial_id": N}
EXPLAINED = {
    "top_feature_attributions": ATTRIBUTIONS, "baseline_prediction_value": F,
    "prediction_value": F, "approximation_error": F,
}  # fmt: skip
NEAREST = "STRUCT(centroid_id BIGINT, distance DOUBLE)[]"

# By model: its calls and their columns. {m} is the model, {rows} a table of its training columns.
REFERENCE = {
    "linear": {
        "PREDICT(MODEL {m}, TABLE {rows})": {"predicted_y": F, **INPUT},
        "EVALUATE(MODEL {m})": REGRESSION,
        "EVALUATE(MODEL {m}, TABLE {rows})": REGRESSION,
        "TRAINING_INFO(MODEL {m})": ITERATIONS,
        "FEATURE_INFO(MODEL {m})": FEATURE_INFO,
        "WEIGHTS(MODEL {m})": WEIGHTS,
        "WEIGHTS(MODEL {m}, STRUCT(TRUE AS standardize))": WEIGHTS,
        "ADVANCED_WEIGHTS(MODEL {m})": {
            "processed_input": S, "category": S, "weight": F, "standard_error": F, "p_value": F,
        },
        "EXPLAIN_PREDICT(MODEL {m}, TABLE {rows}, STRUCT(1 AS top_k_features))": {
            "predicted_y": F, **EXPLAINED, **INPUT,
        },
        "GLOBAL_EXPLAIN(MODEL {m})": {"feature": S, "attribution": F},
    },
    "tuned": {
        "PREDICT(MODEL {m}, TABLE {rows})": {"predicted_y": F, **INPUT},
        "EVALUATE(MODEL {m})": {**TRIAL, **REGRESSION},
        "TRAINING_INFO(MODEL {m})": ITERATIONS,
        "WEIGHTS(MODEL {m})": {**TRIAL, **WEIGHTS},
        "TRIAL_INFO(MODEL {m})": {
            "trial_id": N, "hyperparameters": "STRUCT(l2_reg DOUBLE)",
            "hparam_tuning_evaluation_metrics": "STRUCT(r2_score DOUBLE)", "training_loss": F,
            "eval_loss": F, "status": S, "error_message": S, "is_optimal": B,
        },
    },
    "logistic": {
        "PREDICT(MODEL {m}, TABLE {rows}, STRUCT(0.4 AS threshold))": {
            "predicted_z": S, "predicted_z_probs": PROBS, **INPUT,
        },
        "EVALUATE(MODEL {m})": CLASSES,
        "CONFUSION_MATRIX(MODEL {m})": {"expected_label": S, "no": N, "yes": N},
        "ROC_CURVE(MODEL {m})": {
            "threshold": F, "recall": F, "false_positive_rate": F, "true_positives": N,
            "false_positives": N, "true_negatives": N, "false_negatives": N,
        },
        "EXPLAIN_PREDICT(MODEL {m}, TABLE {rows})": {
            "predicted_z": S, "probability": F, **EXPLAINED, **INPUT,
        },
        "GLOBAL_EXPLAIN(MODEL {m}, STRUCT(TRUE AS class_level_explain))": {
            "z": S, "feature": S, "attribution": F,
        },
    },
    "boosted": {
        "FEATURE_IMPORTANCE(MODEL {m})": IMPORTANCE,
        "TRAINING_INFO(MODEL {m})": ITERATIONS,
        "PREDICT(MODEL {m}, TABLE {rows})": {"predicted_y": F, **INPUT},
        "EXPLAIN_PREDICT(MODEL {m}, TABLE {rows})": {"predicted_y": F, **EXPLAINED, **INPUT},
    },
    "forest": {
        "FEATURE_IMPORTANCE(MODEL {m})": IMPORTANCE,
        "TRAINING_INFO(MODEL {m})": ITERATIONS,
        "PREDICT(MODEL {m}, TABLE {rows})": {
            "predicted_z": S, "predicted_z_probs": PROBS, **INPUT,
        },
    },
    "clusters": {
        "PREDICT(MODEL {m}, TABLE {rows})": {
            "centroid_id": N, "nearest_centroids_distance": NEAREST, **INPUT,
        },
        "EVALUATE(MODEL {m})": {"davies_bouldin_index": F, "mean_squared_distance": F},
        "EVALUATE(MODEL {m}, TABLE {rows})": {
            "davies_bouldin_index": F, "mean_squared_distance": F,
        },
        "CENTROIDS(MODEL {m})": {
            "centroid_id": N, "feature": S, "numerical_value": F, "categorical_value": CATEGORIES,
            "geography_value": S,
        },
        "DETECT_ANOMALIES(MODEL {m}, STRUCT(0.1 AS contamination), TABLE {rows})": {
            "is_anomaly": B, "normalized_distance": F, "centroid_id": N, **INPUT,
        },
        "TRAINING_INFO(MODEL {m})": {
            "training_run": N, "iteration": N, "loss": F, "duration_ms": N,
            "cluster_info":
                "STRUCT(centroid_id BIGINT, cluster_radius DOUBLE, cluster_size BIGINT)[]",
        },
        "FEATURE_INFO(MODEL {m})": FEATURE_INFO,
    },
    "tuned_clusters": {
        "PREDICT(MODEL {m}, TABLE {rows})": {
            "centroid_id": N, "nearest_centroids_distance": NEAREST, **INPUT,
        },
        "EVALUATE(MODEL {m})": {**TRIAL, "davies_bouldin_index": F, "mean_squared_distance": F},
        "CENTROIDS(MODEL {m})": {
            **TRIAL, "centroid_id": N, "feature": S, "numerical_value": F,
            "categorical_value": CATEGORIES, "geography_value": S,
        },
    },
    "components": {
        "PREDICT(MODEL {m}, TABLE {rows})": {
            "principal_component_1": F, "principal_component_2": F, "w": N,
        },
        "PREDICT(MODEL {m}, TABLE {rows}, STRUCT(TRUE AS keep_original_columns))": {
            "principal_component_1": F, "principal_component_2": F, **INPUT,
        },
        "EVALUATE(MODEL {m})": {"total_explained_variance_ratio": F},
        "PRINCIPAL_COMPONENTS(MODEL {m})": {
            "principal_component_id": N, "feature": S, "numerical_value": F,
            "categorical_value": CATEGORIES,
        },
        "PRINCIPAL_COMPONENT_INFO(MODEL {m})": {
            "principal_component_id": N, "eigenvalue": F, "explained_variance_ratio": F,
            "cumulative_explained_variance_ratio": F,
        },
        "DETECT_ANOMALIES(MODEL {m}, STRUCT(0.1 AS contamination), TABLE {rows})": {
            "is_anomaly": B, "mean_squared_error": F, **INPUT,
        },
        "GENERATE_EMBEDDING(MODEL {m}, TABLE {rows})": {
            "ml_generate_embedding_result": "DOUBLE[]", **INPUT,
        },
        "FEATURE_INFO(MODEL {m})": FEATURE_INFO,
    },
    "series": {
        "FORECAST(MODEL {m}, STRUCT(2 AS horizon, 0.9 AS confidence_level))": {
            "g": S, "forecast_timestamp": T, "forecast_value": F, "standard_error": F,
            "confidence_level": F, **INTERVAL, "confidence_interval_lower_bound": F,
            "confidence_interval_upper_bound": F,
        },
        "EXPLAIN_FORECAST(MODEL {m}, STRUCT(2 AS horizon))": EXPLAINED_FORECAST,
        "ARIMA_EVALUATE(MODEL {m})": {**PROCESS, "error_message": S},
        "ARIMA_EVALUATE(MODEL {m}, STRUCT(TRUE AS show_all_candidate_models))": {
            **PROCESS, "error_message": S,
        },
        "ARIMA_COEFFICIENTS(MODEL {m})": {
            "g": S, "ar_coefficients": "DOUBLE[]", "ma_coefficients": "DOUBLE[]",
            "intercept_or_drift": F,
        },
        "EVALUATE(MODEL {m})": PROCESS,
        "EVALUATE(MODEL {m}, TABLE later)": {
            "g": S, "mean_absolute_error": F, "mean_squared_error": F,
            "root_mean_squared_error": F, "mean_absolute_percentage_error": F,
            "symmetric_mean_absolute_percentage_error": F, "mean_absolute_scaled_error": F,
        },
        "EVALUATE(MODEL {m}, TABLE later, STRUCT(FALSE AS perform_aggregation))": {
            "g": S, "d": T, "v": F, "forecasted_v": F, "lower_bound": F, "upper_bound": F,
            "absolute_error": F, "absolute_percentage_error": F,
        },
        "DETECT_ANOMALIES(MODEL {m})": ANOMALIES,
        "DETECT_ANOMALIES(MODEL {m}, STRUCT(0.9 AS anomaly_prob_threshold), TABLE later)":
            ANOMALIES,
        "TRAINING_INFO(MODEL {m})": {"training_run": N, "iteration": N, "duration_ms": N},
    },
    "holidays": {
        "HOLIDAY_INFO(MODEL {m})": {
            "region": S, "holiday_name": S, "primary_date": "DATE", "preholiday_days": N,
            "postholiday_days": N,
        },
        "FORECAST(MODEL {m})": {
            "forecast_timestamp": T, "forecast_value": F, "standard_error": F,
            "confidence_level": F, **INTERVAL, "confidence_interval_lower_bound": F,
            "confidence_interval_upper_bound": F,
        },
    },
    "prepared": {
        "TRANSFORM(MODEL {m}, TABLE {rows})": {"xs": F, "c": S, "x": F, "y": F, "z": S, "w": N},
    },
    None: {
        "DESCRIBE_DATA(TABLE {rows})": {
            "name": S, "num_rows": N, "num_nulls": N, "num_zeros": N, "min": S, "max": S, "mean": F,
            "stddev": F, "median": F, "quantiles": "DOUBLE[]", "unique": N, "avg_string_length": F,
            "num_values": N, "top_values": "STRUCT(value VARCHAR, count BIGINT)[]",
            "min_array_length": N, "max_array_length": N, "avg_array_length": F,
            "total_array_length": N, "array_length_quantiles": "BIGINT[]", "dimension": N,
        },
        "VALIDATE_DATA_DRIFT(TABLE {rows}, TABLE {rows})": {
            "input": S, "metric": S, "threshold": F, "value": F, "is_anomaly": B,
        },
        "VALIDATE_DATA_SKEW(MODEL linear, TABLE {rows})": {
            "input": S, "metric": S, "threshold": F, "value": F, "is_anomaly": B,
        },
        "TFDV_DESCRIBE(TABLE {rows})": {"dataset_feature_statistics_list": "JSON"},
        "FEATURES_AT_TIME(TABLE history, time => TIMESTAMP '2024-03-01')": {
            "entity_id": S, "feature_timestamp": "TIMESTAMP WITH TIME ZONE", "f1": F,
        },
        "ENTITY_FEATURES_AT_TIME(TABLE history, TABLE asked)": {
            "entity_id": S, "feature_timestamp": "TIMESTAMP WITH TIME ZONE", "f1": F,
        },
        "CORRELATION(TABLE {rows}, target_col => 'y', target_correlation_cols => ['x'],"
        " dimension_cols => ['c'])": {
            "segment": "STRUCT(dimension_col VARCHAR, dimension_value JSON)[]", "c": S,
            "target_col": S, "corr_col": S, "correlation": F, "segment_size": N,
            "segment_proportion": F,
        },
    },
}  # fmt: skip

PREPARE = """
CREATE VIEW made AS
SELECT CAST(i AS FLOAT64) AS x, IF(MOD(i, 3) = 0, 'a', 'b') AS c, 0.05 * i + MOD(i * 37, 23) AS y,
  IF(MOD(i * 7, 100) + MOD(i * 31, 67) > 75, 'yes', 'no') AS z,
  MOD(i * 7, 100) AS w
FROM UNNEST(GENERATE_ARRAY(1, 600)) AS i;
CREATE VIEW points AS
SELECT IF(MOD(i, 2) = 0, 'a', 'b') AS g,
  DATE_ADD(DATE '2024-01-01', INTERVAL DIV(i, 2) DAY) AS d,
  CAST(MOD(DIV(i, 2) * 7, 13) AS FLOAT64) AS v
FROM UNNEST(GENERATE_ARRAY(0, 79)) AS i;
CREATE VIEW later AS
SELECT g, DATE_ADD(d, INTERVAL 40 DAY) AS d, v FROM points WHERE d < DATE '2024-01-04';
CREATE VIEW history AS
SELECT 'e' AS entity_id, TIMESTAMP '2024-01-01 00:00:00' AS feature_timestamp, 1.5 AS f1;
CREATE VIEW asked AS SELECT entity_id, feature_timestamp AS time FROM history;
"""
_MODELS = {
    "linear": (
        (
            "model_type = 'LINEAR_REG', input_label_cols = ['y'],"
            " category_encoding_method = 'DUMMY_ENCODING', calculate_p_values = TRUE"
        ),
        "SELECT x, c, y FROM made",
    ),
    "tuned": (
        (
            "model_type = 'LINEAR_REG', input_label_cols = ['y'], num_trials = 2,"
            " hparam_tuning_algorithm = 'RANDOM_SEARCH', l2_reg = HPARAM_RANGE(0.1, 1)"
        ),
        "SELECT x, c, y FROM made",
    ),
    "logistic": (
        "model_type = 'LOGISTIC_REG', input_label_cols = ['z'], l2_reg = 0.1",
        "SELECT x, c, w, z FROM made",
    ),
    "boosted": (
        "model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['y'], max_iterations = 2",
        "SELECT x, c, y FROM made",
    ),
    "forest": (
        "model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['z'], num_parallel_tree = 3",
        "SELECT x, c, w, z FROM made",
    ),
    "clusters": ("model_type = 'KMEANS', num_clusters = 2", "SELECT x, c, y FROM made"),
    "tuned_clusters": (
        (
            "model_type = 'KMEANS', num_trials = 2, hparam_tuning_algorithm = 'RANDOM_SEARCH',"
            " num_clusters = HPARAM_CANDIDATES([2, 3])"
        ),
        "SELECT x, c, y FROM made",
    ),
    "components": (
        "model_type = 'PCA', num_principal_components = 2",
        "SELECT x, c, y, z FROM made",
    ),
    "series": (
        (
            "model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'd',"
            " time_series_data_col = 'v', time_series_id_col = 'g'"
        ),
        "SELECT * FROM points",
    ),
    "holidays": (
        (
            "model_type = 'ARIMA_PLUS', time_series_timestamp_col = 'd',"
            " time_series_data_col = 'v', holiday_region = 'US'"
        ),
        "SELECT d, v FROM points WHERE g = 'a'",
    ),
}
SCRIPT = (
    PREPARE
    + "".join(
        f"CREATE MODEL {name} OPTIONS ({options}) AS {query};\n"
        for name, (options, query) in _MODELS.items()
    )
    + """
CREATE MODEL prepared TRANSFORM (ML.STANDARD_SCALER(x) OVER () AS xs, c)
OPTIONS (model_type = 'TRANSFORM_ONLY') AS SELECT x, c FROM made;
"""
)
