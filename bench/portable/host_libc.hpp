#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/root.hpp"
#include "bench/portable/libc_helper.h"

namespace vdsobench {

/// The system's C library beside the one that is inside this program, with a thread of its own: a
/// thread pointer, that is, which leads to its errno, its restartable sequence and the rest of its
/// thread's storage.
class HostLibc {
 public:
  /// Has the system's own loader load it, into this process, once and for good. The loader's output
  /// and its end are this process's: tried in a child first. The reason says what stands in the
  /// way. x86-64, with FSGSBASE (Linux 5.9) for what goes over to the other thread pointer to be no
  /// system call.
  static Result<HostLibc> load(const Root& root);

  /// Where it has a function, or null.
  void* symbol(std::string_view name) const;

  /// Its thread pointer.
  std::uintptr_t thread() const { return thread_; }

 private:
  HostLibc(const libc_helper& helper, std::uintptr_t thread) : helper_(&helper), thread_(thread) {}
  static Result<HostLibc> load_by(const Root& root, std::string_view library,
                                  std::string_view loader);
  static Result<HostLibc> load_with(const std::string& loader);
  static Result<> try_in_child(const std::string& loader);

  const libc_helper* helper_;
  std::uintptr_t thread_;
};

/// Of the thread that runs: what fs points to, read and written without the kernel.
inline std::uintptr_t thread_pointer() {
  std::uintptr_t pointer;
  asm volatile("rdfsbase %0" : "=r"(pointer)::"memory");
  return pointer;
}

inline void set_thread_pointer(std::uintptr_t pointer) {
  asm volatile("wrfsbase %0" ::"r"(pointer) : "memory");
}

}  // namespace vdsobench
