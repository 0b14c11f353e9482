#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace vdsobench::bench {

/// How far a run has come, on standard error: on a terminal in one line that is written over again,
/// elsewhere, as in a log, in a new line when five seconds have passed since the last.
class Progress {
 public:
  explicit Progress(bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void say(std::string_view text);

  /// Since this object was made.
  std::chrono::duration<double> taken() const;

 private:
  bool on_terminal_;
  bool shown_;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point said_;
};

/// Such as ", 8 s left" or ", 3 min left", if the rest of all steps takes as long as those that are
/// done; empty before the first is.
std::string time_left(int done, int all, std::chrono::duration<double> taken);

}  // namespace vdsobench::bench
