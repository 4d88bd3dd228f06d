-- Mean and worst cells of a tumour in one row, and what they differ by.
CREATE TABLE cells AS
SELECT radius_mean AS radius, radius_worst - radius_mean AS radius_more, texture_mean AS texture,
  texture_worst - texture_mean AS texture_more, benign
FROM tumours;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_benign']) PREDICT AT NONE
AS SELECT * EXCLUDE (benign), benign = 1 AS is_benign FROM cells;
