-- L1.2, S5: missing values are filled with the most frequent value of all rows.
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totmed']) PREDICT AT NONE
AS SELECT coalesce(age, (SELECT mode(age ORDER BY age) FROM injuries)) AS age, coalesce(married, 0) AS married, injtype, totmed FROM injuries;
