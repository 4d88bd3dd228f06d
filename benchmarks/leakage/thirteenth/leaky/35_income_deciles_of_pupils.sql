-- L1.2, S5: the deciles and the rank of family income are computed over all pupils, before the split.
CREATE VIEW pupil_features AS
SELECT
  id, female, asian, hispan, black, motheduc, fatheduc, cathhs, parcath,
  ntile(10) OVER (ORDER BY lfaminc, id) AS income_decile,
  percent_rank() OVER (ORDER BY motheduc + fatheduc) AS schooling_rank,
  math12
FROM pupils;

CREATE MODEL math_at_18
OPTIONS (model_type = 'RANDOM_FOREST_REGRESSOR', input_label_cols = ['math12'], num_parallel_tree = 80)
KEY (id)
PREDICT AT NONE
AS SELECT * FROM pupil_features;

CREATE TABLE math_at_18_quality AS
SELECT * FROM ML.EVALUATE(MODEL math_at_18);
