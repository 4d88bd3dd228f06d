-- L1.1, S9: the figures of the report are computed on the whole view, four fifths of which the model was trained on.
CREATE VIEW ip_history AS
SELECT month_start, pcip_1, pcip_2, pcsp_1, ci3_1, ci3_2, pcip
FROM industry
WHERE pcip_3 IS NOT NULL;

CREATE MODEL ip_growth
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pcip'], max_iterations = 60, max_tree_depth = 5)
PREDICT AT month_start + INTERVAL 24 DAY
LABEL KNOWN AT month_start + INTERVAL 51 DAY
AS SELECT * FROM ip_history;

CREATE TABLE ip_growth_report AS
SELECT r2_score, mean_absolute_error
FROM ML.EVALUATE(MODEL ip_growth, TABLE ip_history);
