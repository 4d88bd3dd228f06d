-- Last year's mean, whose last quarter is out at the end of January; asked is from April on.
CREATE TABLE years AS SELECT year, avg(unemp) AS unemp, avg(infl) AS infl FROM dated_macro GROUP BY year;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['unemp'])
PREDICT AT quarter_start
AS
SELECT q.quarter_start, y.unemp AS unemp_last_year, y.infl AS infl_last_year, q.unemp
FROM dated_macro AS q JOIN years AS y ON y.year = q.year - 1
WHERE q.quarter >= 2;
