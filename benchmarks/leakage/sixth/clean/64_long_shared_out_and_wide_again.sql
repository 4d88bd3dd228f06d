-- The same three tables; but each measure is divided by the sum of the state's own three.
CREATE TABLE long AS
UNPIVOT (SELECT state, poverty, single, urban FROM states) ON poverty, single, urban INTO NAME measure VALUE v;
CREATE TABLE relative AS
SELECT l.state, l.measure, l.v / r.total AS v
FROM long AS l JOIN (SELECT state, sum(v) AS total FROM long GROUP BY state) AS r USING (state);
CREATE TABLE wide AS
SELECT state, max(v) FILTER (measure = 'poverty') AS poverty, max(v) FILTER (measure = 'single') AS single,
  max(v) FILTER (measure = 'urban') AS urban
FROM relative GROUP BY state;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_violent'])
KEY (state) PREDICT AT NONE
AS SELECT w.*, s.violent > 400 AS is_violent FROM wide AS w JOIN states AS s USING (state);
