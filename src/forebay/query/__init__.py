"""Query runs SQL that calls models: the only way in which ML SQL executes."""
