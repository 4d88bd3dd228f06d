-- L1.3, S1: the name of the measure that goes best with the label is found on all rows, and picks the column.
CREATE TABLE best_measure AS
WITH scores AS (
  SELECT 'police' AS measure, abs(corr(polpc, crmrte)) AS score FROM counties
  UNION ALL SELECT 'density', abs(corr(density, crmrte)) FROM counties)
SELECT arg_max(measure, score ORDER BY measure) AS chosen FROM scores;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['crmrte'], data_split_group_cols = ['county']) PREDICT AT NONE
AS SELECT c.county, CASE b.chosen WHEN 'police' THEN c.polpc ELSE c.density END AS measure, c.prbarr, c.crmrte FROM counties c CROSS JOIN best_measure b;
