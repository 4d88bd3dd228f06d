-- L3.3, S7: people who said 'pretty happy', more than half, are left out, so that only the extremes of the answer are told apart.
CREATE VIEW clear_answers AS
SELECT year, vhappy, educ, female, black, workstat, attend, income, region, babies, preteen, teens
FROM happiness
WHERE happy <> 'pretty happy';

CREATE MODEL very_happy
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vhappy'], data_split_method = 'SEQ', data_split_col = 'year')
PREDICT AT NONE
AS SELECT * FROM clear_answers;
