-- L3.1, S1 or S2 or S3: what is usual for a month is taken from all other years, the later ones too.
CREATE TABLE seasonal AS
SELECT c.month_start, c.wkends, c.beltlaw, c.fatacc, avg(o.fatacc) AS usual
FROM crashes c LEFT JOIN crashes o ON month(o.month_start) = month(c.month_start) AND o.year <> c.year
GROUP BY c.month_start, c.wkends, c.beltlaw, c.fatacc;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['fatacc'])
PREDICT AT month_start LABEL KNOWN AT month_start + INTERVAL 76 DAY
AS SELECT month_start, wkends, beltlaw, usual, fatacc FROM seasonal;
