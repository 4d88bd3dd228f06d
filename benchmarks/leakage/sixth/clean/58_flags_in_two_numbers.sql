-- Flags are kept in numbers, too, but the approval has one of its own, of which the answer alone is made.
CREATE TABLE packed AS
SELECT loanamt, hrat, obrat, dep, self::INTEGER | (cosign::INTEGER << 1) | (male::INTEGER << 3) AS flags,
  (approve::INTEGER << 2) | (reject::INTEGER << 4) AS outcome
FROM loans;
CREATE VIEW book AS SELECT loanamt, hrat, obrat, dep, flags, outcome FROM packed;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT loanamt, hrat, obrat, dep, flags, (outcome & 4) = 4 AS approved FROM book;
