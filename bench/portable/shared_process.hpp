#pragma once

#include <signal.h>

#include <array>

namespace vdsobench {

// What two C libraries in one process would both take for their own.

/// Keeps the program break where it is, sbrk(2), for good: memory is had by mmap(2) from here on.
/// Each library's malloc remembers a break of its own, and musl leaves a page there that no one may
/// touch.
void hold_break();

/// A thread has one area for its restartable sequences, rseq(2): the library that is measured by it
/// is to have it. Where none was registered nothing is done.
void give_up_rseq();

/// Ignores, at its end, the signals that were given a handler meanwhile: such a handler counts on
/// its own library's thread.
class OwnSignals {
 public:
  OwnSignals();
  ~OwnSignals();
  OwnSignals(const OwnSignals&) = delete;
  OwnSignals& operator=(const OwnSignals&) = delete;

 private:
  std::array<struct sigaction, NSIG> before_ = {};
};

/// From here on this process cannot become another program: a loader that is a program of its own
/// would start this one again, without an end.
void forbid_exec();

}  // namespace vdsobench
