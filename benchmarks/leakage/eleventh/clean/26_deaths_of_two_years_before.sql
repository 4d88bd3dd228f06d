-- Deaths of two years before came out in the middle of last year.
CREATE TABLE int_roads AS
SELECT this.state, this.year, this.year_start, this.sl70plus, this.bac08, this.perse, this.gdl, this.sbprim,
  past.totfatpvm AS past_deaths, past.vehicmilespc AS past_miles, past.unem AS past_unem,
  this.totfatpvm
FROM roads AS this
JOIN roads AS past ON past.state = this.state AND past.year = this.year - 2;

CREATE MODEL deaths_per_mile
OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR', input_label_cols = ['totfatpvm'])
KEY (state, year)
PREDICT AT year_start
LABEL KNOWN AT year_start + INTERVAL 549 DAY
AS SELECT * FROM int_roads;
