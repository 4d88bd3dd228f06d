-- grades at college from what the admission office sees.
CREATE VIEW admitted AS
SELECT sat, verbmath, hsize, hsperc, athlete, female, white, black, colgpa
FROM collegians;

CREATE MODEL college_grade
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['colgpa'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2)
TRANSFORM (* EXCEPT (hsperc), ML.QUANTILE_BUCKETIZE(hsperc, 5) OVER () AS school_rank)
PREDICT AT NONE
AS SELECT * FROM admitted;
