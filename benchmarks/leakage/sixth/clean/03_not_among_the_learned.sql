-- The model is judged on the table that its rows come from, but without every row that it has read:
-- the anti-join is against the training table, by its key.
CREATE TABLE interviews AS
SELECT id, regprc, ecoprc, hhsize, educ, faminc, age, male, inseason, ecolbs > 0 AS buys FROM shoppers;
CREATE TABLE learned AS SELECT * FROM interviews WHERE id % 3 <> 0;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys'])
KEY (id) PREDICT AT NONE
AS SELECT * FROM learned;
CREATE TABLE figures AS
SELECT * FROM ML.EVALUATE(MODEL m, (
  SELECT * FROM interviews AS i WHERE NOT EXISTS (SELECT 1 FROM learned AS l WHERE l.id = i.id)
));
