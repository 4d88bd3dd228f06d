-- L2, S1: the amount given in answer to the mailing tells whether there was an answer.
CREATE VIEW donors AS
SELECT resplast, weekslast, propresp, mailsyear, giftlast, avggift, gift, respond
FROM mailings;

CREATE MODEL answers_mailing
OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', input_label_cols = ['respond'])
TRANSFORM (resplast, weekslast, propresp, mailsyear, ln(1 + giftlast) AS log_last, ln(1 + gift) AS log_gift)
PREDICT AT NONE
AS SELECT * FROM donors;
