#pragma once

#include "bench/measure/entry_cost.hpp"
#include "bench/output/display.hpp"
#include "programs/watcher.hpp"

namespace vdsobench::bench {

/// Shows the watch on the terminal until a key or a signal ends it, and gives that signal or 0.
int watch_live(programs::Watcher& watcher, const EntryCosts& costs, bool colour);

}  // namespace vdsobench::bench
