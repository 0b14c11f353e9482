#pragma once

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

// What each command does; each returns an exit status of failure.hpp.

int run(const RunOptions& options);
int check(const CheckOptions& options);
int check_process(const CheckOptions& options);
int check_program(const CheckOptions& options);
int watch(const WatchOptions& options);
int list(SelectionOptions options, bool json);
int inspect(bool json);
int show(const ShowOptions& options);
int selftest(const SelftestOptions& options);

}  // namespace vdsobench::bench
