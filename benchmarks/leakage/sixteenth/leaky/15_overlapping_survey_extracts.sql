-- L1.4, S8: The two extracts of the survey both hold the rounds of 2000 and 2002, so these people are twice in the data that is split at random.
CREATE VIEW both_extracts AS
SELECT row_number() OVER (ORDER BY extract_no, year, educ, prestige, babies, preteen, teens, tvhours, workstat, region, attend, income, female, black, vhappy, unem10) AS row_id, *
FROM (
  SELECT 1 AS extract_no, * FROM happiness WHERE year <= 2002
  UNION ALL
  SELECT 2 AS extract_no, * FROM happiness WHERE year >= 2000
);

CREATE MODEL very_happy
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['vhappy'], data_split_method = 'RANDOM', max_tree_depth = 15)
KEY (row_id)
PREDICT AT NONE
AS
SELECT row_id, workstat, prestige, educ, babies, preteen, teens, income, region, attend, tvhours, female, black, unem10, vhappy
FROM both_extracts;
