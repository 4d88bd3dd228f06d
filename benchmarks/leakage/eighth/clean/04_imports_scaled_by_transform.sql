-- The same standardising, fitted by TRANSFORM to the months that are learned.
CREATE TABLE int_months AS
SELECT m.month_start, m.t, m.befile6, m.affile6, m.afdec6, m.spr, m."sum" AS summer, m.fall,
  b.lchnimp AS imports_4, b.gas AS gas_4, m.lchnimp
FROM imports AS m JOIN imports AS b ON b.t = m.t - 4;

CREATE TABLE mart_months AS
SELECT * FROM int_months;

CREATE MODEL monthly_imports
TRANSFORM (befile6, affile6, afdec6, spr, summer, fall, ML.STANDARD_SCALER(imports_4) OVER () AS imports_z,
  ML.MIN_MAX_SCALER(gas_4) OVER () AS gas_index, lchnimp)
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lchnimp'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 61 DAY
AS SELECT * FROM mart_months;
