-- L1.4, S8: both extracts hold the survey of 1978 (<= and >=), so its women stand twice in the table that is split at random.
CREATE VIEW survey_seventies AS
SELECT year, educ, meduc, feduc, age, black, east, northcen, west, farm, othrural, town, smcity, kids
FROM mothers
WHERE year <= 78;

CREATE VIEW survey_eighties AS
SELECT year, educ, meduc, feduc, age, black, east, northcen, west, farm, othrural, town, smcity, kids
FROM mothers
WHERE year >= 78;

CREATE TABLE survey AS
SELECT * FROM survey_seventies
UNION ALL
SELECT * FROM survey_eighties;

CREATE MODEL number_of_children
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['kids'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS SELECT * FROM survey;
