-- The same list in the order of cost; a traveller is one row, made of four that are his own.
CREATE TABLE travellers AS
SELECT individual, max(hinc) AS hinc, max(psize) AS party,
  string_agg(CASE mode WHEN 1 THEN 'a' WHEN 2 THEN 't' WHEN 3 THEN 'b' ELSE 'c' END, '' ORDER BY gc, mode) AS ways,
  bool_or(mode = 4 AND choice = 1) AS drives
FROM trips GROUP BY individual;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['drives'])
KEY (individual) PREDICT AT NONE
AS SELECT * FROM travellers;
