# Prints slopes_250_r.json: R's clmm and clm on slopes_250.csv and on wine.
# Rscript clmm.R slopes_250.csv > slopes_250_r.json
library(ordinal)
d <- read.csv(commandArgs(TRUE)[1])
d$y <- ordered(d$y)
num <- function(x) paste0("[", paste(formatC(x, digits = 11, format = "g"), collapse = ", "), "]")
show <- function(name, m) cat(sprintf(
  ' "%s": {"coef": %s, "se": %s, "sd": %s, "logLik": %s},\n', name,
  num(coef(m)), num(sqrt(diag(vcov(m)))[seq_along(coef(m))]),
  num(unlist(lapply(VarCorr(m), function(v) attr(v, "stddev")))), num(logLik(m))))
tight <- clmm.control(gradTol = 1e-6)
cat("{\n")
show("intercepts", clmm(y ~ time + hours + (1 | client) + (1 | worker), d, control = tight))
slope <- clmm(y ~ time + hours + (1 + time | client) + (1 | worker), d, control = tight)
show("slope", slope)
cat(sprintf(' "slope_correlation": %s,\n', num(attr(VarCorr(slope)$client, "correlation")[1, 2])))
nominal <- nominal_test(clm(y ~ time + hours, data = d))
cat(sprintf(' "nominal_lrt": %s,\n', num(nominal$LRT[-1])))
w <- clm(rating ~ temp + contact, data = wine)
cat(sprintf(' "wine_nominal_lrt": %s,\n', num(nominal_test(w)$LRT[-1])))
cat(sprintf(' "wine_predict_cold_no": %s,\n', num(predict(w, data.frame(temp = "cold", contact = "no"))$fit)))
cat(sprintf(' "origin": "R %s, ordinal %s, clmm.R"\n}\n', getRversion(), packageVersion("ordinal")))
