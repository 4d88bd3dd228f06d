-- Raw values go into the model and TRANSFORM standardises them with its training rows' mean; the table-wide means
-- feed a report only.
CREATE VIEW stg_students AS
SELECT sat, verbmath, hsize, hsrank, hsperc, female, white, black, athlete, tothrs, colgpa FROM collegians;

CREATE TABLE cohort_profile AS
SELECT avg(sat) AS mean_sat, stddev_samp(sat) AS sd_sat, avg(hsperc) AS mean_hsperc, stddev_samp(hsperc) AS sd_hsperc
FROM stg_students;

CREATE TABLE student_features AS
SELECT
  s.sat, s.hsperc, s.hsize,
  s.verbmath, s.female, s.white, s.black, s.athlete, s.colgpa
FROM stg_students AS s;

CREATE MODEL grade_point
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.25
)
TRANSFORM (
  ML.STANDARD_SCALER(sat) OVER () AS sat_z, ML.STANDARD_SCALER(hsperc) OVER () AS rank_z,
  ML.STANDARD_SCALER(hsize) OVER () AS size_z, verbmath, female, white, black, athlete, colgpa
)
PREDICT AT NONE
AS SELECT * FROM student_features;

CREATE TABLE profile_report AS
SELECT mean_sat, sd_sat, mean_hsperc, (SELECT count(*) FROM stg_students) AS students FROM cohort_profile;
