-- L2, S1 or S2: gift_vs_average is made of the gift that this very mailing brought, which is 0 for who did not respond.
CREATE TABLE donors AS
SELECT DISTINCT
  respond,
  resplast,
  weekslast,
  propresp,
  mailsyear,
  giftlast,
  avggift,
  gift / avggift AS gift_vs_average
FROM mailings;

CREATE MODEL will_respond
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['respond'], num_parallel_tree = 100)
PREDICT AT NONE
AS SELECT * FROM donors;

CREATE TABLE response_report AS
SELECT round(roc_auc, 3) AS roc_auc, round(precision, 3) AS precision, round(recall, 3) AS recall
FROM ML.EVALUATE(MODEL will_respond);
