#pragma once

#include <string_view>

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

/// Whether an argument is one of Google Benchmark's.
bool is_google_flag(std::string_view argument);

/// Takes one such argument: those that say what and how long to measure mean the same as our own
/// flags, the rest goes to the library as it is. Throws UsageError.
void take_google_flag(std::string_view argument, RunOptions& options);

}  // namespace vdsobench::bench
