#include "entries/misses.hpp"

#include <fmt/format.h>

#include <charconv>

#include "entries/small_file.hpp"

namespace vdsobench::entries {

// bpf_prog_show_fdinfo in kernel/bpf/syscall.c. Not BPF_OBJ_GET_INFO_BY_FD, which kernels before
// 5.19 refuse to who has given up capabilities where kernel.unprivileged_bpf_disabled is set.
std::uint64_t parse_recursion_misses(std::string_view fdinfo) {
  constexpr std::string_view key = "recursion_misses:\t";
  const auto at = fdinfo.find(key);
  std::uint64_t misses = 0;
  if (at != fdinfo.npos)
    std::from_chars(fdinfo.data() + at + key.size(), fdinfo.data() + fdinfo.size(), misses);
  return misses;
}

Result<std::uint64_t> recursion_misses(int program) {
  const auto file = fmt::format("/proc/self/fdinfo/{}", program);
  const auto text = read_small_file(file);  // never empty for what is open
  if (text.empty())
    return Reason{
        fmt::format("cannot read {}, which tells of missed events: is /proc mounted?", file)};
  return parse_recursion_misses(text);
}

}  // namespace vdsobench::entries
