#include "CBoost.h"

#include <boost/random/sobol.hpp>

extern "C" {
size_t boostrandom_sobol_most_dimensions(void) { return boost::random::default_sobol_table::max_dimension; }

bool boostrandom_sobol(size_t dimensions, size_t count, uint32_t *bits) {
  try {
    // The first 2³² points have nothing in the lower half of their 64 bits.
    boost::random::sobol sequence(dimensions);
    for (size_t i = 0; i < dimensions * count; i++) bits[i] = static_cast<uint32_t>(sequence() >> 32);
    return true;
  } catch (...) {
    return false;
  }
}
}
