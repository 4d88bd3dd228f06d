-- L3.1, S2: figures of the last quarter are used a fortnight after its end, but come out only a month after its end.
CREATE VIEW growth_by_quarter AS
SELECT year, quarter, quarter_start, infl,
  lag(infl) OVER (ORDER BY quarter_start) AS infl_1,
  lag(unemp) OVER (ORDER BY quarter_start) AS unemp_1,
  lag(tbilrate) OVER (ORDER BY quarter_start) AS tbilrate_1
FROM dated_macro;

CREATE MODEL inflation
OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['infl'])
KEY (year, quarter)
CARRY (year)
PREDICT AT quarter_start + INTERVAL 14 DAY
LABEL KNOWN AT quarter_start + INTERVAL 120 DAY
AS SELECT * FROM growth_by_quarter WHERE infl_1 IS NOT NULL;
