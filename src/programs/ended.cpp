#include "programs/ended.hpp"

#include <cstring>
#include <string_view>

#include "base/printable.hpp"

namespace vdsobench::programs {

Subject ended_subject(const Count& count) {
  const auto& name = count.first.name;
  return {.process = static_cast<pid_t>(count.entry.process),
          .name = printable_line(std::string_view(name, strnlen(name, sizeof name))),
          .file = {},
          .mappings = {},
          .library = {},
          .bits32 = count.entry.bits32 != 0,
          .unseen = "it has ended"};
}

Origin ended_origin(const Count& count, std::uint64_t vdso_size) {
  const auto& [entry, first, calls] = count;
  const auto last = entry.address - 1;
  if (const auto seen = origin_of({}, {}, entry.address); seen.place == Place::vsyscall)
    return seen;
  if (first.vdso != 0 && last - first.vdso < vdso_size) return {Place::vdso};
  if (first.program <= last && last < first.program_end)
    return {Place::program, ended_subject(count).name, {}, last - first.program};
  return {Place::unknown};
}

}  // namespace vdsobench::programs
