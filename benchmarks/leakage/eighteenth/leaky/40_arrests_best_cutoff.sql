-- L1.3, S5 or S4: the cut-off of the conviction rate is the one that parts the label best over all rows.
CREATE TABLE best_cut AS
WITH cuts AS (SELECT unnest([0.1, 0.25, 0.33, 0.5, 0.67, 0.9]) AS cut)
SELECT
  c.cut
FROM cuts AS c
CROSS JOIN arrested AS a
GROUP BY c.cut
ORDER BY
  abs(avg(CASE WHEN a.narr86 > 0 THEN 1 ELSE 0 END) FILTER (a.pcnv > c.cut)
    - avg(CASE WHEN a.narr86 > 0 THEN 1 ELSE 0 END) FILTER (a.pcnv <= c.cut)) DESC,
  c.cut
LIMIT 1;

CREATE MODEL arrested_again
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_arrested'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  a.pcnv > b.cut AS often_convicted, a.avgsen, a.tottime, a.durat, a.born60, a.black, a.hispan,
  a.narr86 > 0 AS is_arrested
FROM arrested AS a
CROSS JOIN best_cut AS b;
