-- A constraint drops rows before the split; it looks at the wage before the injury, which is a feature, and
-- the caller would be refused by the same bound.
CREATE TABLE plausible (
  *, CONSTRAINT usual_wage EXPECT (prewage BETWEEN 100 AND 1000) ON VIOLATION DROP ROW LIMIT 20 PERCENT
) AS SELECT highearn, male, married, hosp, indust, injtype, age, prewage, durat FROM injuries;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE
AS SELECT * FROM plausible;
