#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "entries/attach.hpp"
#include "programs/entry.h"
#include "programs/way.hpp"

namespace vdsobench::programs {

using Entry = vdsobench_entry;
using First = vdsobench_first;

/// A number for each function, by its place in vdsobench_function.
using ByFunction = std::array<std::uint64_t, VDSOBENCH_FUNCTIONS>;

/// Entries that are counted together.
struct Count {
  Entry entry;
  First first;
  std::uint64_t calls;  // since the hooks were attached
};

/// Whose entries are counted: those of all processes, unless a field says otherwise.
struct Filter {
  pid_t process = 0;
  std::string cgroup = {};  // a folder of cgroup 2, with all below it
  /// Only what this process has started, in a way that costs no one else anything: takes Linux 5.11
  /// (bpf_get_current_task_btf).
  bool only_below = false;
  /// Only processes of the user of this one, and in no way that costs those of others: for who may
  /// watch by what the program's file lends.
  bool only_own = false;
};

/// BPF programs at the kernel's functions for what a vDSO could tell: while they are attached each
/// system call to one of these costs more. They are gone with this object,
/// and when the process ends in any way.
class Hooks {
 public:
  /// Or why there are none, and what to do. Takes CAP_BPF and CAP_PERFMON.
  static Result<Hooks> attach(const Filter& filter,
                              entries::Messages messages = entries::Messages::silent);

  /// In this way alone.
  static Result<Hooks> attach_by(Way way, const Filter& filter);

  Hooks(Hooks&& other) noexcept;
  Hooks& operator=(Hooks&&) = delete;
  ~Hooks();

  Way way() const;

  /// The kernel's functions or tracepoints that are hooked, of those that it has.
  std::vector<std::string> functions() const;

  std::vector<Count> counts() const;

  /// Calls for which there was no room to tell them apart.
  ByFunction others() const;

  /// Calls that the kernel did not count: where one process was preempted while it was being
  /// counted, it skips the same program for the others on that CPU until the first goes on.
  Result<ByFunction> lost() const;

  /// Makes room again. For entries of a process that has ended: those of another may be lost.
  void forget(const Entry& entry);

 private:
  struct Object;
  explicit Hooks(std::unique_ptr<Object> object);

  std::unique_ptr<Object> object_;
};

}  // namespace vdsobench::programs
