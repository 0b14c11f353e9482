#pragma once

#include <CLI/CLI.hpp>

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

// The flags of each command: what they are called, what they take, where it goes.

void add_flags(CLI::App& app, SelectionOptions& options);
void add_flags(CLI::App& app, RunOptions& options);
void add_flags(CLI::App& app, CheckOptions& options);
void add_flags(CLI::App& app, WatchOptions& options);
void add_flags(CLI::App& app, ShowOptions& options);
void add_flags(CLI::App& app, SelftestOptions& options);
void add_flags(CLI::App& app, TraceeOptions& options);

}  // namespace vdsobench::bench
