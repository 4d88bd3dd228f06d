-- L1.1, S9: the table of gains that is shown to the bank is made of the applications that the model has
-- learned from; no ML.EVALUATE is in sight, and three tables lie between.
CREATE TABLE applications AS
SELECT loanamt, hrat, obrat, married, dep, self, cosign, unem, mortg, cons, pubrec, reject = 1 AS denied FROM loans;
CREATE MODEL denial OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT * FROM applications;
CREATE TABLE scored AS
SELECT denied, ML.PROBABILITY(predicted_denied_probs, TRUE) AS p FROM ML.PREDICT(MODEL denial, TABLE applications);
CREATE TABLE tenths AS SELECT denied, ntile(10) OVER (ORDER BY p DESC) AS tenth FROM scored;
CREATE TABLE gains AS
SELECT tenth, avg(denied::INTEGER) AS share_denied, avg(denied::INTEGER) / (SELECT avg(denied::INTEGER) FROM tenths) AS gain
FROM tenths GROUP BY tenth;
