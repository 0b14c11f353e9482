#pragma once

#include <string>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/root.hpp"

namespace vdsobench::host {

/// What happened to the kernel's clock. Text of it is printable.
struct ClockEvent {
  enum class Kind { clocksource, tsc_distrusted };

  Kind kind;
  std::string text;               // such as "the clocksource is hpet, and was tsc"
  std::string kernels_line = {};  // as dmesg shows it; empty where its log may not be read
  std::string clocksource = {};   // that it is from then on, of the first kind
};

/// Tells of it while it happens: by the kernel's log, where it could be read when this began, and
/// by the clocksource as /sys has it.
class ClockEvents {
 public:
  explicit ClockEvents(const Root& root);

  /// The clocksource, as of the last look; empty where the kernel does not tell.
  const std::string& clocksource() const { return current_; }

  /// Those since this was last called, in their order.
  std::vector<ClockEvent> take();

 private:
  void change_to(std::string clocksource, std::string line, std::vector<ClockEvent>& events);

  Root root_;
  FileDescriptor log_;
  std::string current_;
  bool distrusted_ = false;  // told already: the kernel says it in several lines
};

}  // namespace vdsobench::host
