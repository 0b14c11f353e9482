#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entries/counter.hpp"

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

struct Attached {
  std::unique_ptr<Counter> counter;  // null where none can be had, or none was wanted
  std::vector<NotUsed> not_used;
};

/// What libbpf says while it works: nothing, or all on standard error.
enum class Messages { silent, shown };

/// The counter of this method, or the first that works; it has proved itself. Gives up all
/// capabilities of this thread.
Attached attach(Method method, Messages messages = Messages::silent);

}  // namespace vdsobench::entries
