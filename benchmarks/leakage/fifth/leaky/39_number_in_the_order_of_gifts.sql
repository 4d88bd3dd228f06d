-- L2, S1: donors are numbered by what they gave, and the number is a feature.
CREATE TABLE donors AS
SELECT row_number() OVER (ORDER BY gift DESC, giftlast DESC, avggift, weekslast, mailsyear, propresp) AS donor_no, giftlast, avggift, weekslast, propresp, gift FROM mailings;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gift']) PREDICT AT NONE
AS SELECT donor_no, giftlast, avggift, weekslast, propresp, gift FROM donors;
