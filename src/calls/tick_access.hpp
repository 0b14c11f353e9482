#pragma once

namespace vdsobench::calls {

/// What this process may do with the tick counter (PR_SET_TSC of prctl(2)).
enum class TickAccess {
  allowed,
  lifted,  // forbidden at first: this process has lifted that for itself
  denied,  // reading it raises SIGSEGV, and this process cannot help it
};

/// Found out once a process, by a child that reads the counter, and lifted where that is possible:
/// the process's own clocks would die of it otherwise. Where it is denied, those of its libraries
/// read a counter that stands still from then on.
TickAccess tick_access();

/// While one is alive, children find the counter as the kernel gave it to this process: what was
/// lifted is forbidden again. Nothing here may read a clock meanwhile.
class TicksAsGiven {
 public:
  explicit TicksAsGiven(TickAccess access);
  ~TicksAsGiven();
  TicksAsGiven(const TicksAsGiven&) = delete;
  TicksAsGiven& operator=(const TicksAsGiven&) = delete;

 private:
  bool lifted_;
};

}  // namespace vdsobench::calls
