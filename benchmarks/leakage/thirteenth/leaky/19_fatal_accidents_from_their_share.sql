-- L2, S1 or S2: the share of fatal accidents and the total of the same month come out with the number that is predicted.
CREATE MODEL fatal_accidents
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start
AS
SELECT
  month_start,
  wkends, spdlaw, beltlaw, unem,
  feb, mar, apr, may, jun, jul, aug, sep, oct, nov, "dec",
  totacc,
  prcfat,
  fatacc
FROM crashes;
