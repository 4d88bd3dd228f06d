-- Applications are thrown out as noise before the split: those whose ratio does not agree with the amount
-- and the price that it was made of. Nothing of the answer decides.
CREATE VIEW applications AS
SELECT loanamt, hrat, obrat, married, dep, self, mortg, cons, pubrec, loanprc, price, reject = 1 AS denied FROM loans;
CREATE TABLE believed AS
SELECT * EXCLUDE (loanprc, price), loanprc AS ratio FROM applications
WHERE abs(loanamt / nullif(price, 0) - loanprc) < 0.01;
CREATE MODEL m OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT * FROM believed;
