-- Words of the grammar as names of columns and tables.
CREATE TABLE keyed (*, "check" NOT NULL, expect INTEGER, key VARCHAR) AS SELECT key, label, model FROM test;
CREATE MODEL label PREDICT AT known + INTERVAL 1 DAY KEY ("key") AS SELECT standards, key FROM model;
CREATE MODEL été PREDICT AT "KNOWN" AS SELECT 1;
