-- An ordinary project: each player once, with figures by year of his career.
CREATE VIEW stg_hitters AS
SELECT row_number() OVER (ORDER BY games, atbats, hits, runs, rbis) AS nr, years, games, atbats, runs, hits,
  doubles, hruns, bb, so, fldperc, nl, lsalary
FROM hitters;

CREATE TABLE mart_hitters AS
WITH rates AS (
  SELECT nr, hits / atbats AS average, (hits + bb) / (atbats + bb) AS on_base, hruns / games AS homers FROM stg_hitters
)
SELECT h.years, h.games, h.fldperc, h.nl, h.runs / h.games AS runs, r.average, r.on_base, r.homers, h.lsalary
FROM stg_hitters AS h JOIN rates AS r USING (nr);

CREATE MODEL log_salary
OPTIONS (
  model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lsalary'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS SELECT * FROM mart_hitters;
