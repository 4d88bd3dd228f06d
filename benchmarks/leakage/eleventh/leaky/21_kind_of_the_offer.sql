-- L2, S1 or S2: the kind of the offer is read from the very decision that the label is made of.
CREATE VIEW stg_applications AS
SELECT *, CASE action WHEN 1 THEN 'as asked' WHEN 2 THEN 'counter offer' ELSE 'none' END AS offer_kind
FROM loans;

CREATE TABLE mart_applications AS
SELECT loanamt, appinc, price, hrat, obrat, cons, mortg, term, self, dep, offer_kind, action = 3 AS is_denied
FROM stg_applications;

CREATE MODEL denied
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['is_denied'], auto_class_weights = TRUE)
PREDICT AT NONE
AS SELECT * FROM mart_applications;
