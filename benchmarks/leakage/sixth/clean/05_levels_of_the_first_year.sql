-- The same means by grouping sets, but of the first year, which the model does not read: no row that is
-- learned from or judged is in them.
CREATE TABLE levels AS
SELECT west, urban, GROUPING(west, urban) AS level, avg(taxpc) AS taxpc, avg(density) AS density
FROM counties WHERE year = 81 GROUP BY GROUPING SETS ((west), (urban), ());
CREATE MODEL m OPTIONS (
  model_type = 'LOGISTIC_REG', input_label_cols = ['is_high'], data_split_group_cols = ['county']
)
PREDICT AT NONE
AS
SELECT c.county, c.year, c.west, c.urban, c.taxpc / l.taxpc AS taxes, c.density / l.density AS density,
  c.crmrte > 0.03 AS is_high
FROM counties AS c JOIN levels AS l ON l.level = 1 AND l.west = c.west
WHERE c.year > 81;
