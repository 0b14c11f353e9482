#include "entries/misses.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "base/root.hpp"
#include "base/text.hpp"

namespace vdsobench::entries {

// bpf_prog_show_fdinfo in kernel/bpf/syscall.c. Not BPF_OBJ_GET_INFO_BY_FD, which kernels before
// 5.19 refuse to who has given up capabilities where kernel.unprivileged_bpf_disabled is set.
std::uint64_t parse_recursion_misses(std::string_view fdinfo) {
  constexpr std::string_view key = "recursion_misses:\t";
  const auto at = fdinfo.find(key);
  return at == fdinfo.npos ? 0 : leading_number<std::uint64_t>(fdinfo.substr(at + key.size()));
}

// Before 5.14 (commit 7bc3fa0172a4) the file is root's where the process may not be traced, as one
// with capabilities of its file (proc_fdinfo_instantiate in fs/proc/fd.c): there is nothing to
// learn, for those kernels do not skip programs on raw tracepoints.
static bool may_not_read(const std::string& file) {
  return access(file.c_str(), R_OK) != 0 && errno == EACCES;
}

Result<std::uint64_t> recursion_misses(int program) {
  const auto file = fmt::format("/proc/self/fdinfo/{}", program);
  const auto text = Root{}.read(file).value_or("");  // never empty for what is open
  if (text.empty() && may_not_read(file)) return std::uint64_t{0};
  if (text.empty())
    return Reason{
        fmt::format("cannot read {}, which tells of missed events: is /proc mounted?", file)};
  return parse_recursion_misses(text);
}

}  // namespace vdsobench::entries
