-- One JSON column, other paths for features and answer.
CREATE VIEW log AS SELECT to_json({'income': appinc, 'ratio': obrat, 'decision': {'approved': approve}}) AS body FROM loans;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT CAST(body->>'$.income' AS DOUBLE) AS income, CAST(body->>'$.ratio' AS DOUBLE) AS ratio, body->>'$.decision.approved' = '1' AS approved FROM log;
