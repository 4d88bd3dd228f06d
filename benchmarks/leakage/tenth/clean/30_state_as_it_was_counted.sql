-- The state's profile is that of two years before, whose counts came out in the summer before the year begins.
CREATE TABLE dim_state AS
SELECT state, year + 2 AS usable_in, statepop, vehicmilespc AS miles_per_head, perc14_24 AS share_young, unem
FROM roads;

CREATE TABLE state_years AS
SELECT r.state, r.year, r.year_start, r.seatbelt, r.minage, r.zerotol, r.gdl, r.bac08, r.perse, r.sl70plus,
  ln(d.statepop) AS log_population, d.miles_per_head, d.share_young, d.unem, r.totfatrte
FROM roads AS r
JOIN dim_state AS d ON d.state = r.state AND d.usable_in = r.year
WHERE r.year >= 1982;

CREATE MODEL death_rate
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatrte'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 548 DAY
AS SELECT * FROM state_years;
