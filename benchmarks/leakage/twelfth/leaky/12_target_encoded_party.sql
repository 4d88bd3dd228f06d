-- L1.2, S5: the share of votes by party and by education is taken over all rows, those of the test too.
CREATE TABLE party_encoding AS
SELECT PID, avg(vote) AS party_vote_rate FROM voters GROUP BY PID;

CREATE TABLE education_encoding AS
SELECT educ, avg(vote) AS educ_vote_rate FROM voters GROUP BY educ;

CREATE MODEL dole_voters
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vote'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.25
)
PREDICT AT NONE
AS
SELECT v.age, v.income, v.popul, v.TVnews, v.selfLR, p.party_vote_rate, e.educ_vote_rate, v.vote
FROM voters v
JOIN party_encoding p ON p.PID = v.PID
JOIN education_encoding e ON e.educ = v.educ;
