-- L2, S1: four flags are kept in one number, two nodes up; the mask of the model lets the third bit through,
-- and that is the approval.
CREATE TABLE packed AS
SELECT loanamt, hrat, obrat, dep, self::INTEGER | (cosign::INTEGER << 1) | (approve::INTEGER << 2) | (male::INTEGER << 3) AS flags
FROM loans;
CREATE VIEW book AS SELECT loanamt, hrat, obrat, dep, flags FROM packed;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approved']) PREDICT AT NONE
AS SELECT loanamt, hrat, obrat, dep, flags & 7 AS flags, (flags & 4) = 4 AS approved FROM book;
