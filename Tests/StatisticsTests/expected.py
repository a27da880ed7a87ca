"""Writes expected.json, which StatisticsTests hold the module against: random inputs with SciPy's answers.

Run in an environment with scipy and mpmath: python expected.py > expected.json
"""

import json
import platform

import mpmath
import numpy
import scipy
from scipy import optimize, special, stats

SEED = 20261031
random = numpy.random.default_rng(SEED)
mpmath.mp.dps = 40


def spread(low, high):
    """Between low and high, evenly by the logarithm."""
    return float(10 ** random.uniform(numpy.log10(low), numpy.log10(high)))


def beta_cases():
    for _ in range(150):
        a, b = spread(0.01, 1e6), spread(0.01, 1e6)
        p = float(random.choice([0.001, 0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975, 0.999]))
        x = float(stats.beta.ppf(p, a, b))
        if 1e-290 < x < 1 - 1e-12:
            yield {"a": a, "b": b, "p": p, "quantile": x, "cumulative": float(stats.beta.cdf(x, a, b))}


def gamma_cases():
    for _ in range(150):
        shape, rate = spread(0.01, 1e6), spread(1e-4, 1e6)
        p = float(random.choice([0.001, 0.025, 0.05, 0.1, 0.5, 0.9, 0.95, 0.975, 0.999]))
        x = float(stats.gamma.ppf(p, shape, scale=1 / rate))
        if x > 1e-290:
            yield {
                "shape": shape, "rate": rate, "p": p, "quantile": x,
                "cumulative": float(stats.gamma.cdf(x, shape, scale=1 / rate)),
            }


def rising(a, k):
    return mpmath.loggamma(a + k) - mpmath.loggamma(a)


def beta_binomial(successes, trials):
    """The mode of the marginal likelihood: SciPy's simplex for where it is, 40 digits for its last places."""

    def loss(at):
        mean, concentration = special.expit(at[0]), numpy.exp(at[1])
        a, b = mean * concentration, (1 - mean) * concentration
        return -float(numpy.sum(special.betaln(a + successes, b + trials - successes) - special.betaln(a, b)))

    start = optimize.minimize(loss, [special.logit(successes.sum() / trials.sum()), 2.0], method="Nelder-Mead",
                              options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000})

    def slopes(logit, log_concentration):
        mean, concentration = 1 / (1 + mpmath.exp(-logit)), mpmath.exp(log_concentration)
        a, b = mean * concentration, (1 - mean) * concentration
        by_a = by_b = by_both = mpmath.mpf(0)
        for y, n in zip(successes, trials):
            by_a += mpmath.digamma(a + float(y)) - mpmath.digamma(a)
            by_b += mpmath.digamma(b + float(n - y)) - mpmath.digamma(b)
            by_both += mpmath.digamma(a + b + float(n)) - mpmath.digamma(a + b)
        return by_a - by_both, by_b - by_both

    logit, log_concentration = mpmath.findroot(slopes, tuple(start.x), tol=1e-25)
    mean, concentration = 1 / (1 + mpmath.exp(-logit)), mpmath.exp(log_concentration)
    return {"a": float(mean * concentration), "b": float((1 - mean) * concentration)}


def gamma_poisson(events, exposures):
    def loss(at):
        shape, rate = numpy.exp(at[0]), numpy.exp(at[0] - at[1])
        return -float(numpy.sum(special.gammaln(shape + events) - special.gammaln(shape)
                                - shape * numpy.log1p(exposures / rate) - events * numpy.log(rate + exposures)))

    start = optimize.minimize(loss, [1.0, numpy.log(events.sum() / exposures.sum())], method="Nelder-Mead",
                              options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000})

    def slopes(log_shape, log_mean):
        shape, rate = mpmath.exp(log_shape), mpmath.exp(log_shape - log_mean)
        by_shape = by_rate = mpmath.mpf(0)
        for y, e in zip(events, exposures):
            y, e = float(y), float(e)
            by_shape += mpmath.digamma(shape + y) - mpmath.digamma(shape) - mpmath.log(1 + e / rate)
            by_rate += shape / rate - (shape + y) / (rate + e)
        return by_shape, by_rate

    log_shape, log_mean = mpmath.findroot(slopes, tuple(start.x), tol=1e-25)
    return {"shape": float(mpmath.exp(log_shape)), "rate": float(mpmath.exp(log_shape - log_mean))}


def beta_binomial_cases():
    for concentration, mean, groups, size, divisor in [
        (0.3, 0.5, 20, 30, 1), (2, 0.2, 15, 50, 1), (10, 0.9, 40, 20, 1), (30, 0.95, 60, 200, 1), (100, 0.5, 80, 300, 1),
        (500, 0.7, 100, 2000, 1), (20, 0.01, 60, 400, 1), (10, 0.8, 50, 500, 7.3), (5, 0.3, 4, 60, 2.5),
        (3000, 0.98, 150, 20000, 1),
    ]:
        trials = random.integers(1, size + 1, groups)
        shares = random.beta(mean * concentration, (1 - mean) * concentration, groups)
        successes = random.binomial(trials, shares) / divisor
        trials = trials / divisor
        fit = beta_binomial(successes, trials)
        assert fit["a"] + fit["b"] < 1e5, "no spread; take other numbers"
        yield {"successes": successes.tolist(), "trials": trials.tolist(), **fit}


def gamma_poisson_cases():
    for shape, mean, groups, size, divisor in [
        (0.4, 2.0, 25, 3, 1), (2, 0.05, 40, 400, 1), (8, 0.001, 60, 90000, 1), (30, 5, 100, 60, 1), (1, 0.2, 6, 200, 2.5),
        (150, 0.02, 120, 60000, 1), (1, 3, 30, 40, 4),
    ]:
        exposures = random.uniform(0.01, 1, groups) * size
        rates = random.gamma(shape, mean / shape, groups)
        events = random.poisson(rates * exposures) / divisor
        exposures = exposures / divisor
        fit = gamma_poisson(events, exposures)
        assert fit["shape"] < 1e5, "no spread; take other numbers"
        yield {"events": events.tolist(), "exposures": exposures.tolist(), **fit}


def paule_mandel_cases():
    for between in [0.0, 0.01, 0.1, 1.0, 25.0]:
        for count in [2, 5, 30, 200]:
            variances = 10 ** random.uniform(-3, 1, count)
            values = 3 + random.normal(size=count) * numpy.sqrt(variances + between)

            def excess(tau2):
                weights = 1 / (variances + tau2)
                mean = (weights * values).sum() / weights.sum()
                return (weights * (values - mean) ** 2).sum() - (count - 1)

            tau2 = optimize.brentq(excess, 0, 1e6, xtol=1e-15, rtol=1e-14) if excess(0) > 0 else 0.0
            weights = 1 / (variances + tau2)
            yield {
                "values": values.tolist(), "variances": variances.tolist(), "betweenVariance": float(tau2),
                "mean": float((weights * values).sum() / weights.sum()),
            }


def survival_cases():
    for count in [8, 25, 120]:
        for confidence in [0.8, 0.9, 0.95, 0.99]:
            times = numpy.ceil(random.exponential(100, count)).astype(int)
            censored = random.random(count) < 0.3
            horizon = float(numpy.quantile(times, 0.6))
            data = stats.CensoredData.right_censored(times, censored)
            curve = stats.ecdf(data).sf
            bounds = curve.confidence_interval(confidence, method="log-log")
            place = numpy.searchsorted(curve.quantiles, horizon, side="right") - 1
            distinct = [t for t in sorted(set(times.tolist())) if t <= horizon]
            yield {
                "events": [float(((times == t) & ~censored).sum()) for t in distinct],
                "atRisk": [float((times >= t).sum()) for t in distinct],
                "confidence": confidence, "survival": float(curve.probabilities[place]),
                "low": float(bounds.low.probabilities[place]), "high": float(bounds.high.probabilities[place]),
            }


def json_rows(rows):
    return "[\n  " + ",\n  ".join(json.dumps(row) for row in rows) + "\n ]"


tables = {
    "beta": beta_cases(), "gamma": gamma_cases(), "betaBinomial": beta_binomial_cases(),
    "gammaPoisson": gamma_poisson_cases(), "pauleMandel": paule_mandel_cases(), "survival": survival_cases(),
}
origin = f"expected.py, seed {SEED}: Python {platform.python_version()}, NumPy {numpy.__version__}, SciPy {scipy.__version__}, mpmath {mpmath.__version__}"
print("{\n \"origin\": " + json.dumps(origin) + ",\n "
      + ",\n ".join(f'"{name}": {json_rows(rows)}' for name, rows in tables.items()) + "\n}")
