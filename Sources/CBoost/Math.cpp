#include "CBoost.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>

namespace {
using namespace boost::math::policies;

/// Answers instead of exceptions, and doubles throughout: long double is another type on every processor.
using Quiet = policy<
    domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>, underflow_error<ignore_error>,
    denorm_error<ignore_error>, evaluation_error<ignore_error>, rounding_error<ignore_error>,
    indeterminate_result_error<ignore_error>, promote_float<false>, promote_double<false>>;

/// Boost's root finders may still throw where an iteration fails; nothing may leave through a C function.
template <typename Function> double quietly(Function function) noexcept {
  try {
    return function();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}
}  // namespace

extern "C" {
double boostmath_beta_cumulative(double a, double b, double x) {
  return quietly([=] { return boost::math::ibeta(a, b, x, Quiet()); });
}
double boostmath_beta_quantile(double a, double b, double p) {
  return quietly([=] { return boost::math::ibeta_inv(a, b, p, Quiet()); });
}
double boostmath_gamma_cumulative(double a, double x) {
  return quietly([=] { return boost::math::gamma_p(a, x, Quiet()); });
}
double boostmath_gamma_quantile(double a, double p) {
  return quietly([=] { return boost::math::gamma_p_inv(a, p, Quiet()); });
}
double boostmath_digamma(double x) {
  return quietly([=] { return boost::math::digamma(x, Quiet()); });
}
double boostmath_trigamma(double x) {
  return quietly([=] { return boost::math::trigamma(x, Quiet()); });
}
double boostmath_log_gamma(double x) {
  return quietly([=] { return boost::math::lgamma(x, Quiet()); });
}
double boostmath_log1p_minus_x(double x) {
  return quietly([=] { return boost::math::log1pmx(x, Quiet()); });
}
}
