-- whether a mortgage is refused, from what stands in the application.
-- (Corrected: typur, to whom a granted loan was sold, is left out; others wrote it down as a leak, decision 0067.)
CREATE VIEW applications AS
SELECT loanamt, appinc, unit, married, dep, emp, self, atotinc, cototinc, price, other, liq,
  hrat, obrat, fixadj, term, prop, gift, cosign, loanamt / price AS loan_to_price, reject
FROM loans;

CREATE MODEL mortgage_rejected
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['reject'], max_tree_depth = 4, subsample = 0.8)
PREDICT AT NONE
AS SELECT * FROM applications;
