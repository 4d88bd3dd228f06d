-- crimes against property by state from ages of the people and crime two years before.
CREATE VIEW crime_years AS
SELECT now.state, now.year, now.year_start, now.black, now.metro, now.ag15_17, now.ag18_24, now.ag25_34,
  past.lcrip AS lcrip_2, past.lpris AS lpris_2, past.unem AS unem_2, past.polpc AS police_2,
  now.lcrip
FROM prisons AS now
JOIN prisons AS past ON past.state = now.state AND past.year = now.year - 2;

CREATE MODEL property_crime
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['lcrip'], max_iterations = 60)
KEY (state, year)
PREDICT AT year_start + INTERVAL 15 DAY
LABEL KNOWN AT year_start + INTERVAL 500 DAY
AS SELECT * FROM crime_years;
