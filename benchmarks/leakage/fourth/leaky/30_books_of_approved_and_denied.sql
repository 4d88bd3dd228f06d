-- L2, S1: the two books are two filters on the answer, and the book's name is a feature.
CREATE TABLE both_books AS
SELECT 'book a' AS book, appinc, loanamt, obrat, unem, approve FROM loans WHERE approve = 1
UNION ALL
SELECT 'book b' AS book, appinc, loanamt, obrat, unem, approve FROM loans WHERE approve = 0;
CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['approve']) PREDICT AT NONE
AS SELECT book, appinc, loanamt, obrat, unem, approve FROM both_books;
