#pragma once

#include <string_view>

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

/// Whether an argument is one of Google Benchmark's.
bool is_google_flag(std::string_view argument);

/// The flag of our own that says the same as such an argument; empty where there is none.
std::string_view own_flag(std::string_view argument);

/// Takes one such argument: those that say what and how long to measure mean the same as our own
/// flags, the rest goes to the library as it is. Throws UsageError.
void take_google_flag(std::string_view argument, RunOptions& options);

/// Throws UsageError for pairs, KEY=VALUE,KEY=VALUE, that the library would not take, or that would
/// take the place of what a result says by itself. `from` names what gives them.
void check_context(std::string_view from, std::string_view pairs);

}  // namespace vdsobench::bench
