#include "image/mappings.hpp"

#include <sys/auxv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace vdsobench::image {

namespace {

constexpr auto maps_file = "/proc/self/maps";

/// Cuts the next word off the front of `text`.
std::string_view next_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

std::optional<std::uint64_t> parse_address(std::string_view text) {
  std::uint64_t address = 0;
  const auto* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, address, 16);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return address;
}

/// "begin-end permissions offset device inode  name", where a name may hold spaces.
std::optional<Mapping> parse_mapping(std::string_view line) {
  auto rest = line;
  const auto range = next_word(rest);
  const auto dash = std::min(range.find('-'), range.size());
  const auto begin = parse_address(range.substr(0, dash));
  const auto end = parse_address(range.substr(std::min(dash + 1, range.size())));
  const auto permissions = next_word(rest);
  const auto offset = parse_address(next_word(rest));
  for (int skipped = 0; skipped < 2; ++skipped) next_word(rest);
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  if (!begin || !end || *begin >= *end || permissions.size() != 4) return std::nullopt;
  return Mapping{*begin,
                 *end,
                 std::string(permissions),
                 std::string(rest),
                 std::string(line),
                 offset.value_or(0)};
}

/// [vvar] has had companions: [vvar_vclock] for the hypervisors' clock pages since Linux 6.13.
bool is_the_kernels(const Mapping& mapping) {
  return mapping.name == "[vdso]" || mapping.name.starts_with("[vvar") ||
         mapping.name == "[vsyscall]";
}

std::string read_maps() {
  std::ifstream file(maps_file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string need_maps() {
  auto text = read_maps();
  if (text.empty())
    throw std::system_error(errno, std::generic_category(),
                            std::string("cannot read ") + maps_file + " (is /proc mounted?)");
  return text;
}

}  // namespace

std::vector<Mapping> parse_mappings(std::string_view maps_text) {
  std::vector<Mapping> mappings;
  while (!maps_text.empty()) {
    const auto line = maps_text.substr(0, maps_text.find('\n'));
    maps_text.remove_prefix(std::min(line.size() + 1, maps_text.size()));
    if (auto mapping = parse_mapping(line)) mappings.push_back(*std::move(mapping));
  }
  return mappings;
}

std::vector<Mapping> kernels_mappings(std::vector<Mapping> mappings, std::uint64_t vdso) {
  const auto image = std::ranges::find(mappings, vdso, &Mapping::begin);
  if (image != mappings.end() && image->name.empty()) image->name = "[vdso]";
  std::erase_if(mappings, [](const Mapping& mapping) { return !is_the_kernels(mapping); });
  return mappings;
}

std::vector<Mapping> own_mappings() {
  return kernels_mappings(parse_mappings(need_maps()), getauxval(AT_SYSINFO_EHDR));
}

std::vector<Mapping> all_own_mappings() { return parse_mappings(read_maps()); }

std::string_view to_string(VsyscallMode mode) {
  constexpr std::array<std::string_view, 3> names{"none", "xonly", "emulate"};
  return names.at(static_cast<std::size_t>(mode));
}

/// arch/x86/entry/vsyscall/vsyscall_64.c: the page is left out of the list for `none`, may be
/// executed only for `xonly` (map_vsyscall), and may be read as well for `emulate`. Kernels before
/// `xonly` showed all their modes but `none` as "r-xp".
VsyscallMode vsyscall_mode(std::span<const Mapping> mappings) {
  const auto page = std::ranges::find(mappings, "[vsyscall]", &Mapping::name);
  if (page == mappings.end()) return VsyscallMode::none;
  return page->permissions.starts_with('r') ? VsyscallMode::emulate : VsyscallMode::xonly;
}

}  // namespace vdsobench::image
