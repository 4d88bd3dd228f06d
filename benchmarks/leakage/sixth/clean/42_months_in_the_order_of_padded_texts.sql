-- Ordered by a text, too, but padded with zeros, so that texts and months have one order; three months back
-- is counted by now.
CREATE TABLE months AS
SELECT month_start, beltlaw, spdlaw, wkends, fatacc,
  lag(totacc, 3) OVER (ORDER BY lpad(CAST(t AS VARCHAR), 3, '0')) AS accidents_before
FROM crashes;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
AS SELECT * FROM months;
