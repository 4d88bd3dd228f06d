-- Prisoners from the figures of two years before, which are out by then, and from the ages of the year.
CREATE TABLE state_years AS
SELECT s.state, s.year, s.year_start, s.govelec, s.black, s.metro, s.ag15_17, s.ag18_24, s.ag25_34,
  p.lpris AS lpris_2, p.lcriv AS lcriv_2, p.lcrip AS lcrip_2, p.polpc AS polpc_2, p.unem AS unem_2, s.lpris
FROM prisons s
JOIN prisons p ON p.state = s.state AND p.year = s.year - 2;

CREATE MODEL prisoners
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lpris'], max_tree_depth = 3)
KEY (state, year)
PREDICT AT year_start
AS SELECT * FROM state_years;
