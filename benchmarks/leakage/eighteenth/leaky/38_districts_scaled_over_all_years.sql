-- L1.2, S5 or S4: spending and salaries are put on a scale of all years, so early rows are scaled by later ones.
CREATE TABLE district_scale AS
SELECT avg(expp) AS mean_expp, stddev(expp) AS sd_expp, avg(avgsal) AS mean_sal, stddev(avgsal) AS sd_sal
FROM districts;

CREATE MODEL fourth_grade
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['math4'])
CARRY (distid)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS
SELECT
  d.distid, d.year_open, d.lunch, d.enrol,
  (d.expp - s.mean_expp) / s.sd_expp AS expp_z,
  (d.avgsal - s.mean_sal) / s.sd_sal AS avgsal_z,
  d.math4
FROM districts AS d
CROSS JOIN district_scale AS s;
