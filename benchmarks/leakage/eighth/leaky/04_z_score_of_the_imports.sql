-- L1.2, S5 or S4 or S3: the imports of four months before are known, but they are standardised by the mean
-- and spread of all months.
CREATE TABLE int_months AS
SELECT m.month_start, m.t, m.befile6, m.affile6, m.afdec6, m.spr, m."sum" AS summer, m.fall,
  b.lchnimp AS imports_4, b.gas AS gas_4, m.lchnimp
FROM imports AS m JOIN imports AS b ON b.t = m.t - 4;

CREATE TABLE int_moments AS SELECT avg(imports_4) AS mu, stddev_samp(imports_4) AS sigma, avg(gas_4) AS gas_mu FROM int_months;

CREATE TABLE mart_months AS
SELECT m.* EXCLUDE (imports_4, gas_4), (m.imports_4 - s.mu) / s.sigma AS imports_z, m.gas_4 / s.gas_mu AS gas_index
FROM int_months AS m, int_moments AS s;

CREATE MODEL monthly_imports
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lchnimp'])
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 61 DAY
AS SELECT * EXCLUDE (t) FROM mart_months;
