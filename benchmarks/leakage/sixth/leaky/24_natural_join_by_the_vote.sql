-- L2, S1 or S5: the two views share two columns, education and the vote, so that NATURAL JOIN looks the size
-- of the cell up by the answer. Nothing in the model says by what it joins.
CREATE VIEW cells AS SELECT educ, vote, count(*) AS alike FROM voters GROUP BY educ, vote;
CREATE VIEW people AS SELECT age, educ, income, TVnews AS news, selfLR AS leaning, vote FROM voters;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['for_dole']) PREDICT AT NONE
AS SELECT * EXCLUDE (vote), vote = 1 AS for_dole FROM people NATURAL JOIN cells;
