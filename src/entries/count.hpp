#pragma once

#include <cstdint>

namespace vdsobench::entries {

/// How often calls entered the kernel.
struct Count {
  std::uint64_t calls;
  std::uint64_t syscalls;    // system calls
  std::uint64_t emulations;  // faults by which the kernel emulated the vsyscall page

  double syscalls_a_call() const { return a_call(syscalls); }
  double emulations_a_call() const { return a_call(emulations); }
  double entries_a_call() const { return a_call(syscalls + emulations); }

 private:
  double a_call(std::uint64_t n) const {
    return static_cast<double>(n) / static_cast<double>(calls);
  }
};

}  // namespace vdsobench::entries
