-- L1.3, S5 or S4: the cut of the share of convictions that separates arrested men best is searched on all rows and then used as a feature.
CREATE TABLE cutoffs AS
SELECT c.cut,
  avg((a.narr86 > 0)::INTEGER) FILTER (a.pcnv <= c.cut) - avg((a.narr86 > 0)::INTEGER) FILTER (a.pcnv > c.cut) AS gap
FROM arrested a
CROSS JOIN (SELECT range / 20.0 AS cut FROM range(1, 20)) c
GROUP BY c.cut;

CREATE MODEL arrested_again
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['was_arrested'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  a.narr86 > 0 AS was_arrested,
  a.pcnv <= (SELECT min(cut) FROM cutoffs WHERE gap = (SELECT max(gap) FROM cutoffs)) AS few_convictions,
  a.avgsen, a.tottime, a.black, a.hispan, a.born60
FROM arrested a;
