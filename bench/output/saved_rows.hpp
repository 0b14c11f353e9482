#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// What is wrong with a file; whoever knows its name adds it.
struct NoResult : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Takes the rows of a result into a measurement whose context is known already, in the order of
/// the program's own calls. Gives how many were of calls that it does not know. Throws NoResult.
std::size_t take_rows(const nlohmann::json& rows, Measurement& measurement);

}  // namespace vdsobench::bench
