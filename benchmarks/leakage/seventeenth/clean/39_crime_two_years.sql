-- Property crime of a state from its figures of two years before, which are out when the year begins.
CREATE MODEL property_crime
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lcrip'], max_tree_depth = 3, learn_rate = 0.1, max_iterations = 80)
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 501 DAY
AS
SELECT p.state, p.year, p.year_start, p.metro, p.ag15_17, p.ag18_24, p.govelec,
  q.lcrip AS lcrip_2, q.lpris AS lpris_2, q.unem AS unem_2, q.polpc AS polpc_2, p.lcrip
FROM prisons p
JOIN prisons q ON q.state = p.state AND q.year = p.year - 2;
