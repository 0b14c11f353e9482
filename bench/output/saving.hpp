#pragma once

#include <string>

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

/// Writes the result where the user wants it, after all that is to be printed. Where that fails it
/// is not lost: it stands on standard output if it was printed as JSON, else in a temporary file,
/// and if there can be none, on standard output after all. Throws MeasurementError that says where.
void save(const std::string& json, const RunOptions& options);

}  // namespace vdsobench::bench
