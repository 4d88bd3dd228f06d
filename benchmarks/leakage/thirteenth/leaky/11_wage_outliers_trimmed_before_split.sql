-- L1.3, S7: men whose wage lies outside of the 2nd and 98th percentile are dropped from the test rows too, by their answers.
CREATE VIEW trimmed_wages AS
SELECT w.*
FROM wages w
WHERE w.lwage >= (SELECT quantile_cont(lwage, 0.02) FROM wages)
  AND w.lwage <= (SELECT quantile_cont(lwage, 0.98) FROM wages);

CREATE MODEL wage_model
OPTIONS (
  model_type = 'LINEAR_REG', input_label_cols = ['lwage'],
  data_split_method = 'RANDOM', data_split_group_cols = ['nr']
)
KEY (nr, year)
PREDICT AT NONE
AS
SELECT nr, year, educ, exper, expersq, black, hisp, married, "union", south, lwage
FROM trimmed_wages;
