-- L1.2, S5 or S4: tenths of size and of poverty are cut over all school years together, also the later ones.
CREATE TABLE ft_districts AS
SELECT distid, year, year_open, lunch, enrol, expp, avgsal, math4_1,
  ntile(10) OVER (ORDER BY enrol, distid, year) AS size_tenth,
  ntile(10) OVER (ORDER BY lunch, distid, year) AS poverty_tenth,
  math4
FROM districts;

CREATE MODEL pass_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['math4'])
KEY (distid, year)
PREDICT AT year_open + INTERVAL 60 DAY
LABEL KNOWN AT year_open + INTERVAL 366 DAY
AS SELECT * FROM ft_districts;
