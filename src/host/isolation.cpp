#include "host/isolation.hpp"

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

// PROC_TIME_INIT_INO, 0xEFFFFFFA: include/linux/proc_ns.h
constexpr std::string_view initial_time_namespace = "time:[4026531834]";

// Lines "monotonic seconds nanoseconds". They are those of the namespace for children, which is
// this process's own unless it called unshare(2) itself: time_namespaces(7).
bool has_offsets(std::string_view offsets) {
  for (const std::string& line : split(offsets, "\n")) {
    const auto columns = words(line);
    for (std::size_t i = 1; i < columns.size(); ++i)
      if (columns[i] != "0") return true;
  }
  return false;
}

}  // namespace

std::string time_namespace(const Root& root) {
  if (const auto own = root.link("proc/self/ns/time"))
    return *own == initial_time_namespace ? "initial" : "offset";
  // A kernel without time namespaces (before 5.6) has only the one.
  return has_offsets(root.read("proc/self/timens_offsets").value_or("")) ? "offset" : "initial";
}

std::optional<std::string> seccomp_mode(const Root& root) {
  const auto status = root.read("proc/self/status");
  if (!status) return {};
  // SECCOMP_MODE_STRICT is 1, SECCOMP_MODE_FILTER 2: include/uapi/linux/seccomp.h. A kernel built
  // without seccomp prints no such line.
  const std::string mode = field(*status, "Seccomp").value_or("0");
  if (mode == "1") return "strict";
  if (mode == "2") return "filter";
  return "disabled";
}

}  // namespace vdsobench::host
