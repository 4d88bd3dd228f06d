-- L2, S1: the ways are put in order by which was taken, so the first letter of the list is the answer.
CREATE TABLE travellers AS
SELECT individual, max(hinc) AS hinc, max(psize) AS party,
  string_agg(CASE mode WHEN 1 THEN 'a' WHEN 2 THEN 't' WHEN 3 THEN 'b' ELSE 'c' END, '' ORDER BY choice DESC, gc, mode) AS ways,
  bool_or(mode = 4 AND choice = 1) AS drives
FROM trips GROUP BY individual;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['drives'])
KEY (individual) PREDICT AT NONE
AS SELECT * FROM travellers;
