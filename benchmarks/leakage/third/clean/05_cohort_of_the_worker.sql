-- The first year of a worker in the panel is known in each later one.
CREATE TABLE cohorts AS SELECT nr, min(year) AS first_year FROM wages GROUP BY nr;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lwage'], data_split_group_cols = ['nr']) PREDICT AT NONE
AS SELECT w.nr, w.year - c.first_year AS years_in, w.educ, w.lwage FROM wages w JOIN cohorts c USING (nr);
