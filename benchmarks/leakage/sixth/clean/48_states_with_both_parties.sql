-- Only states are kept in which both parties hold seats, by the same HAVING; of which party a member is
-- was known before the race.
CREATE TABLE contested AS
SELECT state FROM races GROUP BY state HAVING count(DISTINCT democ) = 2;
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_clear'], data_split_group_cols = ['state']
)
PREDICT AT NONE
AS
SELECT state, democ, vote88, inexp88, prtystr, tenure, lawyer, vote90 > 60 AS is_clear
FROM races WHERE state IN (SELECT state FROM contested);
