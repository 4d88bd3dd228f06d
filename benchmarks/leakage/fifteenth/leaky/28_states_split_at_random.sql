-- L3.2, L3.2: years of one state lie on both sides of the random split, and the state's traits hardly change from year to year.
CREATE MODEL prisoners
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['pris'])
PREDICT AT NONE
AS
SELECT state, year, black, metro, unem, incpc, polpc, ag0_14, ag15_17, ag18_24, ag25_34, govelec, pris
FROM prisons;
