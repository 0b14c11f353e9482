#pragma once

#include "bench/commands/watching.hpp"
#include "bench/measure/entry_cost.hpp"

namespace vdsobench::bench {

/// Shows the watch on the terminal until a key or a signal ends it, and gives that signal or 0.
int watch_live(Watching& watching, const EntryCosts& costs, bool colour);

}  // namespace vdsobench::bench
