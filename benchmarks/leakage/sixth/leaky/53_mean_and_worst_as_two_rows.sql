-- L3.2: each tumour gives two rows with one answer, of its mean and of its worst cells; one is learned
-- from, the other judged. The branches read different columns, so that nothing looks copied.
CREATE TABLE cells AS
SELECT 'mean' AS kind, radius_mean AS radius, texture_mean AS texture, smoothness_mean AS smoothness, benign FROM tumours
UNION ALL
SELECT 'worst', radius_worst, texture_worst, smoothness_worst, benign FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_benign']) PREDICT AT NONE
AS SELECT kind, radius, texture, smoothness, benign = 1 AS is_benign FROM cells;
