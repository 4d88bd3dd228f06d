-- The same table of gains, but of a county from which the model has seen no application.
CREATE TABLE applications AS
SELECT suffolk, loanamt, hrat, obrat, married, dep, self, cosign, unem, mortg, cons, pubrec, reject = 1 AS denied
FROM loans;
CREATE MODEL denial OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['denied']) PREDICT AT NONE
AS SELECT * EXCLUDE (suffolk) FROM applications WHERE suffolk = 0;
CREATE TABLE scored AS
SELECT denied, ML.PROBABILITY(predicted_denied_probs, TRUE) AS p
FROM ML.PREDICT(MODEL denial, (SELECT * FROM applications WHERE suffolk = 1));
CREATE TABLE tenths AS SELECT denied, ntile(10) OVER (ORDER BY p DESC) AS tenth FROM scored;
CREATE TABLE gains AS
SELECT tenth, avg(denied::INTEGER) AS share_denied, avg(denied::INTEGER) / (SELECT avg(denied::INTEGER) FROM tenths) AS gain
FROM tenths GROUP BY tenth;
