-- L1.3, S5: Which batting figure the model gets is decided by its correlation with salary over all players, held-out ones too.
CREATE TABLE figure_strength AS
SELECT
  abs(corr(gamesyr, lsalary)) AS r_games,
  abs(corr(rbisyr, lsalary)) AS r_rbis,
  abs(corr(runsyr, lsalary)) AS r_runs,
  abs(corr(atbatsyr, lsalary)) AS r_atbats
FROM hitters;

CREATE MODEL player_salary
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lsalary'], data_split_method = 'RANDOM')
PREDICT AT NONE
AS
SELECT
  h.years, h.yrsallst, h.nl, h.fldperc,
  CASE
    WHEN s.r_games >= greatest(s.r_rbis, s.r_runs, s.r_atbats) THEN h.gamesyr
    WHEN s.r_rbis >= greatest(s.r_runs, s.r_atbats) THEN h.rbisyr
    WHEN s.r_runs >= s.r_atbats THEN h.runsyr
    ELSE h.atbatsyr
  END AS best_figure,
  h.lsalary
FROM hitters h CROSS JOIN figure_strength s;
