-- L2, S2: accidents on highways, county roads and streets of the month are counted together with its total.
CREATE MODEL accidents_of_the_month
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totacc'])
KEY (t)
PREDICT AT month_start
LABEL KNOWN AT month_start + INTERVAL 75 DAY
AS SELECT
  t, month_start, wkends, spdlaw, beltlaw, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  ushigh, cntyrds, strtes, totacc
FROM crashes;
