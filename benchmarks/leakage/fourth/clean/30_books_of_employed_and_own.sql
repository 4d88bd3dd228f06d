-- The two books are two filters on what the applicant does, and each application stands in one.
CREATE TABLE both_books AS
SELECT 'book a' AS book, appinc, loanamt, obrat, unem, approve FROM loans WHERE self = 1
UNION ALL
SELECT 'book b' AS book, appinc, loanamt, obrat, unem, approve FROM loans WHERE self = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT book, appinc, loanamt, obrat, unem, approve FROM both_books;
