-- Mean death rates by law and in total, of the year before last, which is published: totals stand in where a group is too small.
CREATE TABLE rates AS
SELECT year, sbprim, grouping(sbprim) AS is_total, avg(totfatrte) AS rate, count(*) AS n FROM roads GROUP BY GROUPING SETS ((year, sbprim), (year));
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['totfatrte'])
PREDICT AT year_start LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT r.year_start, r.minage, r.perse, coalesce(CASE WHEN fine.n >= 5 THEN fine.rate END, coarse.rate) AS usual_rate, r.totfatrte
FROM roads r
LEFT JOIN rates fine ON fine.is_total = 0 AND fine.year = r.year - 2 AND fine.sbprim = r.sbprim
LEFT JOIN rates coarse ON coarse.is_total = 1 AND coarse.year = r.year - 2;
