#pragma once

#include <cstdint>
#include <map>

namespace vdsobench::entries {

/// How often calls entered the kernel.
struct Count {
  std::uint64_t calls;
  std::uint64_t syscalls;    // system calls
  std::uint64_t emulations;  // faults by which the kernel emulated the vsyscall page
  /// The system calls by number, −1 for those beyond any table; of the 32-bit table for calls by
  /// `int $0x80`. Empty where the counter does not tell them apart.
  std::map<long, std::uint64_t> by_number = {};

  double syscalls_a_call() const { return a_call(syscalls); }
  double emulations_a_call() const { return a_call(emulations); }
  double entries_a_call() const { return a_call(syscalls + emulations); }

 private:
  double a_call(std::uint64_t n) const {
    return static_cast<double>(n) / static_cast<double>(calls);
  }
};

}  // namespace vdsobench::entries
