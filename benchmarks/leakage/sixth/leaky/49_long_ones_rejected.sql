-- L3.3, S7: a constraint drops injuries that lasted more than a year as implausible; how long it lasts is the
-- answer. No WHERE is in the case.
CREATE TABLE plausible (
  *, CONSTRAINT within_a_year EXPECT (durat <= 52) ON VIOLATION DROP ROW LIMIT 20 PERCENT
) AS SELECT highearn, male, married, hosp, indust, injtype, age, prewage, durat FROM injuries;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['durat']) PREDICT AT NONE
AS SELECT * FROM plausible;
