CREATE TABLE known AS
SELECT entity_id, label, f FROM ML.FEATURES_AT_TIME((SELECT 'a' AS entity_id, TRUE AS label, 1 AS f, TIMESTAMP '2026-01-01' AS feature_timestamp));
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG') PREDICT AT NONE AS SELECT * FROM known;
