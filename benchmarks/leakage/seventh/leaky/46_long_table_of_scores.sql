-- L1.3, S1 or S5: correlations with the result stand in a long table, and a measure is used if its name is among the
-- strong ones; they are of all schools.
CREATE TABLE int_scores AS
UNPIVOT (
  SELECT abs(corr(LOWINC, PR50M / MATHTOT)) AS poor, abs(corr(PTRATIO, PR50M / MATHTOT)) AS ratio,
    abs(corr(AVSALK, PR50M / MATHTOT)) AS salary, abs(corr(PCTAF, PR50M / MATHTOT)) AS advanced
  FROM schools
) ON poor, ratio, salary, advanced INTO NAME measure VALUE score;

CREATE TABLE mart_schools AS
SELECT PERSPENK AS spending,
  CASE WHEN 'poor' IN (SELECT measure FROM int_scores WHERE score > 0.16) THEN LOWINC END AS poor,
  CASE WHEN 'ratio' IN (SELECT measure FROM int_scores WHERE score > 0.16) THEN PTRATIO END AS ratio,
  CASE WHEN 'salary' IN (SELECT measure FROM int_scores WHERE score > 0.16) THEN AVSALK END AS salary,
  CASE WHEN 'advanced' IN (SELECT measure FROM int_scores WHERE score > 0.16) THEN PCTAF END AS advanced,
  PR50M / MATHTOT AS share_above
FROM schools;

CREATE MODEL results
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['share_above'], data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS SELECT * FROM mart_schools;
