-- L1.2, S5: the measures are made long, divided by the mean of all states, and made wide again: three tables
-- in which nothing looks like a statistic of the test rows.
CREATE TABLE long AS
UNPIVOT (SELECT state, poverty, single, urban FROM states) ON poverty, single, urban INTO NAME measure VALUE v;
CREATE TABLE relative AS
SELECT l.state, l.measure, l.v / r.mean AS v
FROM long AS l JOIN (SELECT measure, avg(v) AS mean FROM long GROUP BY measure) AS r USING (measure);
CREATE TABLE wide AS
SELECT state, max(v) FILTER (measure = 'poverty') AS poverty, max(v) FILTER (measure = 'single') AS single,
  max(v) FILTER (measure = 'urban') AS urban
FROM relative GROUP BY state;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_violent'])
KEY (state) PREDICT AT NONE
AS SELECT w.*, s.violent > 400 AS is_violent FROM wide AS w JOIN states AS s USING (state);
