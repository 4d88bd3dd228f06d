# What R says of the data sets that it ships: `Rscript reference.R > reference.json`.
# R's own packages (stats, datasets) are enough.

numbers <- function(x) {
  text <- ifelse(is.na(x), "null", formatC(x, digits = 12, format = "g", width = 1))
  paste0("[", paste(text, collapse = ", "), "]")
}
rows <- function(m) paste0("[", paste(apply(m, 1, numbers), collapse = ",\n    "), "]")
found <- list(version = paste0("\"", R.version$major, ".", R.version$minor, "\""))
says <- function(name, value) found[[name]] <<- value

# ARIMA processes: exact maximum likelihood, whose search goes on until nothing moves.
process <- function(name, x, order, mean = order[2] == 0, ahead = 12) {
  control <- list(reltol = 1e-15, maxit = 2000)
  fit <- arima(x, order = order, include.mean = mean, method = "ML", optim.control = control)
  told <- predict(fit, n.ahead = ahead)
  says(name, paste0(
    '{"order": ', numbers(order), ', "coefficients": ', numbers(coef(fit)),
    ',\n  "variance": ', numbers(fit$sigma2), ', "log_likelihood": ', numbers(fit$loglik),
    ', "aic": ', numbers(fit$aic),
    ',\n  "forecast": ', numbers(told$pred), ',\n  "error": ', numbers(told$se), "}"))
  invisible(fit)
}
process("lh_1_0_0", lh, c(1, 0, 0))
process("lh_3_0_0", lh, c(3, 0, 0))
process("nile_1_1_1", Nile, c(1, 1, 1))
process("air_passengers_2_1_1", AirPassengers, c(2, 1, 1))
process("log_air_passengers_0_1_1", diff(log(AirPassengers), 12), c(0, 1, 1))
process("co2_1_1_1", diff(co2, 12), c(1, 1, 1))

# Exponential smoothing. ARIMA(0, 1, 1) forecasts as simple smoothing with alpha = 1 + ma, and
# ARIMA(0, 2, 2) as Holt's line (Box and Jenkins 1976, section 5.3; Hyndman et al. 2008, chapter 11).
smoothing <- function(name, fit, ahead = 12) says(name, paste0(
  '{"alpha": ', numbers(fit$alpha), ', "beta": ', numbers(ifelse(is.numeric(fit$beta), fit$beta, NA)),
  ', "gamma": ', numbers(ifelse(is.numeric(fit$gamma), fit$gamma, NA)),
  ',\n  "sse": ', numbers(fit$SSE), ',\n  "forecast": ', numbers(predict(fit, ahead)), "}"))
seasonless <- co2 - stl(co2, "periodic")$time.series[, "seasonal"]
says("co2_seasonless", numbers(seasonless))
level <- process("nile_0_1_1", Nile, c(0, 1, 1))
smoothing("nile_simple", HoltWinters(Nile, alpha = 1 + coef(level)[["ma1"]], beta = FALSE, gamma = FALSE))
smoothing("nile_simple_least_squares", HoltWinters(Nile, beta = FALSE, gamma = FALSE))
line <- process("co2_seasonless_0_2_2", seasonless, c(0, 2, 2))
beta <- function(ma) {  # ma1 = alpha + alpha beta - 2, ma2 = 1 - alpha
  alpha <- 1 - ma[[2]]
  c(alpha = alpha, beta = (ma[[1]] + 2 - alpha) / alpha)
}
holt <- beta(coef(line))
smoothing("co2_seasonless_holt", HoltWinters(seasonless, alpha = holt[["alpha"]],
                                             beta = holt[["beta"]], gamma = FALSE))
smoothing("co2_holt_winters", HoltWinters(co2))
smoothing("log_air_passengers_holt_winters", HoltWinters(log(AirPassengers)))

# STL: the season of each month, with the windows that are asked for below.
season <- function(name, x, window = 11) {
  trend <- ceiling(1.5 * 12 / (1 - 1.5 / window))
  trend <- trend + (trend %% 2 == 0)
  fit <- stl(x, s.window = window, s.degree = 1, t.window = trend, t.degree = 1, l.window = 13,
             l.degree = 1, s.jump = 1, t.jump = max(1, trend %/% 10), l.jump = 1, inner = 5, outer = 0)
  says(name, numbers(fit$time.series[, "seasonal"]))
}
season("air_passengers_season", AirPassengers)
season("co2_season", co2)
says("co2", numbers(co2))

# Principal components, and clusters that are the best of many starts.
for (scaled in c(TRUE, FALSE)) {
  fit <- prcomp(USArrests, scale. = scaled)
  says(paste0("usarrests_", ifelse(scaled, "scaled", "plain")), paste0(
    '{"deviations": ', numbers(fit$sdev), ', "rotation": ', rows(t(fit$rotation)),
    ',\n  "first": ', rows(fit$x[1:3, ]), "}"))
}
set.seed(1)
for (k in c(2, 3, 6)) {
  fit <- kmeans(iris[, 1:4], k, nstart = 200, iter.max = 100)
  by_size <- order(fit$size, fit$withinss)
  says(paste0("iris_", k), paste0(
    '{"size": ', numbers(fit$size[by_size]), ', "within": ', numbers(fit$withinss[by_size]),
    ', "total": ', numbers(fit$tot.withinss), ',\n  "centers": ', rows(fit$centers[by_size, ]), "}"))
}

# Linear and logistic regression: coefficients, standard errors, p-values; the intercept is first.
regression <- function(name, fit, data) {
  s <- coef(summary(fit))
  x <- model.matrix(fit)[, -1]
  says(name, paste0(
    '{"weights": ', numbers(s[, 1]), ',\n  "errors": ', numbers(s[, 2]), ',\n  "p_values": ',
    numbers(s[, 4]), ',\n  "x": ', rows(x), ',\n  "y": ', numbers(fit$model[[1]]), "}"))
}
regression("swiss", lm(Fertility ~ ., swiss))
regression("mtcars", lm(mpg ~ wt + hp + qsec, mtcars))
exact <- glm.control(epsilon = 1e-14, maxit = 100)
regression("infert", glm(case ~ age + parity + induced + spontaneous, binomial, infert, control = exact))

cat("{", paste(paste0("\"", names(found), "\": ", unlist(found)), collapse = ",\n"), "}\n", sep = "")
