-- The same lake, made of the same floods by the same recursion; taken is its level a year before.
CREATE TABLE lake AS
WITH RECURSIVE levels AS (
  SELECT year, 0.0::DOUBLE AS level FROM nile WHERE year = 1871
  UNION ALL
  SELECT n.year, greatest(0.0, least(1500.0, l.level + n.volume - 900.0))::DOUBLE
  FROM levels AS l JOIN nile AS n ON n.year = l.year + 1
)
SELECT year, level FROM levels;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_high']) PREDICT AT NONE
AS SELECT l.level, n.volume > 900 AS is_high FROM nile AS n JOIN lake AS l ON l.year = n.year - 1;
