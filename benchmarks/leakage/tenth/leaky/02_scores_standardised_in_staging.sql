-- L1.2, S5: SAT, size and rank are standardised in the staging table with mean and deviation of all students, those
-- kept back for judging included.
CREATE VIEW stg_students AS
SELECT sat, verbmath, hsize, hsrank, hsperc, female, white, black, athlete, tothrs, colgpa FROM collegians;

CREATE TABLE cohort_profile AS
SELECT avg(sat) AS mean_sat, stddev_samp(sat) AS sd_sat, avg(hsperc) AS mean_hsperc, stddev_samp(hsperc) AS sd_hsperc
FROM stg_students;

CREATE TABLE student_features AS
SELECT
  (s.sat - p.mean_sat) / p.sd_sat AS sat_z, (s.hsperc - p.mean_hsperc) / p.sd_hsperc AS rank_z,
  (s.hsize - avg(s.hsize) OVER ()) / stddev_samp(s.hsize) OVER () AS size_z,
  s.verbmath, s.female, s.white, s.black, s.athlete, s.colgpa
FROM stg_students AS s CROSS JOIN cohort_profile AS p;

CREATE MODEL grade_point
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['colgpa'], data_split_method = 'RANDOM',
  data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM student_features;

CREATE TABLE profile_report AS
SELECT mean_sat, sd_sat, mean_hsperc, (SELECT count(*) FROM stg_students) AS students FROM cohort_profile;
