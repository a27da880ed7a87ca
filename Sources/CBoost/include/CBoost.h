// What we use of Boost. No function throws, sets a trap or touches shared state.
#ifndef CBOOST_H
#define CBOOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Special functions of Boost.Math, plain doubles in and out: outside its domain a function is NaN, where it would overflow
// infinite.

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

// Of Boost.Random.

/// The most dimensions that `boostrandom_sobol` knows.
size_t boostrandom_sobol_most_dimensions(void);
/// The first points of the Sobol sequence after the origin, in the order of the Gray code, with the direction numbers of Joe and
/// Kuo.
///
/// @param bits room for dimensions × count coordinates, a point after the other; in parts of 2³².
/// @return whether there are so many dimensions, and memory.
bool boostrandom_sobol(size_t dimensions, size_t count, uint32_t *bits);

#ifdef __cplusplus
}
#endif
#endif
