#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
#include "entries/counter.hpp"
#include "entries/user_lock.hpp"

namespace vdsobench::entries {

enum class Method { automatic, ebpf, perf, seccomp, off };

inline constexpr std::array all_methods = {Method::automatic, Method::ebpf, Method::perf,
                                           Method::seccomp, Method::off};

/// As the user writes it, such as "auto".
std::string_view name_of(Method method);

/// A better way to count that cannot be had: why, and what to do about it.
struct NotUsed {
  std::string method;
  std::string reason;
};

/// What a counter that every process of the machine pays for is never without: an end that does not
/// depend on anyone's good will and, where the program's file lends the privilege, the user's lock.
struct Bounds {
  Deadline deadline;
  std::optional<UserLock> lock;
};

/// A counter that has proved itself; it goes before its bounds do.
struct Opened {
  std::optional<Bounds> bounds = {};  // none for seccomp, which costs nobody else
  std::unique_ptr<Counter> counter = {};
  Result<> counts_page = Done{};  // calls into the vsyscall page too; or why not

  /// As the counter does it; for what it cannot count, why.
  Result<Count> count(const calls::BoundCall& call, const calls::Arguments& arguments,
                      std::uint64_t n) const;
};

struct Attached {
  std::optional<Opened> opened = {};   // none where none can be had, or none was wanted
  std::vector<NotUsed> not_used = {};  // better ones
};

/// What libbpf says while it works: nothing, or all on standard error.
enum class Messages { silent, shown };

/// How long anything may be attached; thousands of times what counting takes.
inline constexpr std::chrono::seconds longest_attached(10);

/// The counter of this method, or the first that counts all that there is here: where none does,
/// the last one that counts all but the vsyscall page. For a process of its own: it gives up all
/// capabilities of this thread, and one that counts by eBPF or perf is ended by the kernel after
/// `longest`.
Attached attach(Method method, Messages messages = Messages::silent,
                std::chrono::milliseconds longest = longest_attached);

}  // namespace vdsobench::entries
