// Special functions of Boost.Math, plain doubles in and out. None of them throws, sets a trap or touches shared state: outside
// its domain a function is NaN, where it would overflow infinite.
#ifndef CBOOSTMATH_H
#define CBOOSTMATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1.
double boostmath_beta_cumulative(double a, double b, double x);
/// The x with I_x(a, b) = p, for 0 <= p <= 1.
double boostmath_beta_quantile(double a, double b, double p);
/// The regularised lower incomplete gamma function P(a, x), for a > 0 and x >= 0.
double boostmath_gamma_cumulative(double a, double x);
/// The x with P(a, x) = p, for 0 <= p <= 1.
double boostmath_gamma_quantile(double a, double p);
/// The derivative of ln Γ(x).
double boostmath_digamma(double x);
/// The second derivative of ln Γ(x).
double boostmath_trigamma(double x);
/// ln |Γ(x)|; the C library's lgamma writes its sign into a global variable.
double boostmath_log_gamma(double x);
/// ln(1 + x) − x for x > −1, exact to the last places near 0 too.
double boostmath_log1p_minus_x(double x);

#ifdef __cplusplus
}
#endif
#endif
