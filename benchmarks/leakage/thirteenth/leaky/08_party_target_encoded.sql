-- L1.2, S5: the mean vote by party and by news habit is computed over all voters, with the answers of the test rows.
CREATE TABLE party_rates AS
SELECT PID, avg(vote) AS party_vote_rate, count(*) AS n_voters
FROM voters
GROUP BY PID;

CREATE TABLE news_rates AS
SELECT TVnews, avg(vote) AS news_vote_rate
FROM voters
GROUP BY TVnews;

CREATE MODEL vote_choice
OPTIONS (
  model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['vote'],
  data_split_method = 'RANDOM', data_split_eval_fraction = 0.2
)
PREDICT AT NONE
AS
SELECT v.popul, v.age, v.educ, v.income, p.party_vote_rate, n.news_vote_rate, v.vote
FROM voters v
JOIN party_rates p USING (PID)
JOIN news_rates n USING (TVnews);
