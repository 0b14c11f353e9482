#pragma once

#include <termios.h>

#include <chrono>
#include <optional>

#include "base/file_descriptor.hpp"
#include "bench/output/frame.hpp"

namespace vdsobench::bench {

/// The terminal on standard output as a screen of its own: what it showed before is there again
/// when this object goes. Signals that would end the process are held back while it lives, and
/// said.
class Screen {
 public:
  Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  ScreenSize size() const;

  /// Writes what differs, all at once.
  void show(const Frame& frame);

  /// A key that is pressed within the time, or none. Earlier too where the terminal changes its
  /// size or a signal wants the end.
  std::optional<char> key(std::chrono::milliseconds patience);

  /// The signal that wants the end, or 0.
  int ending() const { return ending_; }

 private:
  void take_signal();

  FileDescriptor keyboard_;
  FileDescriptor signals_;
  std::optional<termios> mode_;  // as it was
  Frame shown_ = {};
  int ending_ = 0;
};

}  // namespace vdsobench::bench
