-- Donors are numbered by what is known of them, and the number is a key, which is not learned.
CREATE TABLE donors AS
SELECT row_number() OVER (ORDER BY giftlast DESC, avggift, weekslast, mailsyear, propresp) AS donor_no, giftlast, avggift, weekslast, propresp, gift FROM mailings;
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['gift']) KEY (donor_no) PREDICT AT NONE
AS SELECT donor_no, giftlast, avggift, weekslast, propresp, gift FROM donors;
