#pragma once

#include <string>
#include <vector>

#include "host/clock_events.hpp"

namespace vdsobench::host {

/// Notices that the kernel changes its clocksource, and changes it back. What stands in its log is
/// whole, where this process may read that; between two looks alone it would see nothing.
class ClocksourceWatch {
 public:
  /// Watches from now on.
  explicit ClocksourceWatch(const Root& root);

  /// Looks what the clocksource is now.
  void look();

  /// Those that it was since then, in their order, beginning with the first; none twice in a row.
  /// Empty where the kernel does not tell.
  std::vector<std::string> seen();

 private:
  ClockEvents events_;
  std::vector<std::string> seen_;
};

}  // namespace vdsobench::host
