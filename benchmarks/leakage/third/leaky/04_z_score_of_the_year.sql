-- L1.2, S5: hours are standardised within each year over all workers, those of the test too.
CREATE TABLE int_hours AS
SELECT nr, year, educ, exper, lwage, (hours - avg(hours) OVER by_year) / nullif(stddev_samp(hours) OVER by_year, 0) AS hours_z
FROM wages WINDOW by_year AS (PARTITION BY year);
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT nr, educ, exper, hours_z, lwage FROM int_hours;
