-- L1.1, S9: who is judged was no pilot, but the model did not learn from the pilots alone: it read
-- everybody with a remainder, of whom half were no pilots. The anti-join is against the wrong table.
CREATE TABLE interviews AS
SELECT id, regprc, ecoprc, hhsize, educ, faminc, age, male, inseason, ecolbs > 0 AS buys FROM shoppers;
CREATE TABLE pilots AS SELECT id FROM interviews WHERE id % 3 = 1;
CREATE TABLE learned AS SELECT * FROM interviews WHERE id % 3 <> 0;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['buys'])
KEY (id) PREDICT AT NONE
AS SELECT * FROM learned;
CREATE TABLE figures AS
SELECT * FROM ML.EVALUATE(MODEL m, (
  SELECT * FROM interviews AS i WHERE NOT EXISTS (SELECT 1 FROM pilots AS p WHERE p.id = i.id)
));
