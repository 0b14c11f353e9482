#include "programs/ended.hpp"

#include <algorithm>
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

// Where addresses are not random both programs may lie at the same ones.
bool has_become_another(const Count& count, const Subject& subject) {
  const auto& first = count.first;
  const auto is_first_vdso = [&](const image::Mapping& each) {
    return each.name == "[vdso]" && each.begin == first.vdso;
  };
  const auto has_program = [&](const image::Mapping& each) { return each.holds(first.program); };
  return (first.vdso != 0 && std::ranges::none_of(subject.mappings, is_first_vdso)) ||
         (first.program != 0 && std::ranges::none_of(subject.mappings, has_program));
}

}  // namespace vdsobench::programs
