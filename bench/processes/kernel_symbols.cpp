#include "bench/processes/kernel_symbols.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>

namespace vdsobench::bench {

namespace {

constexpr std::uint64_t page_size = 4096;

struct Line {
  std::uint64_t address;
  char type;
  std::string_view name;
};

// "ffffffff81000000 T _stext", and for modules "...\t[module]" (kernel/kallsyms.c, s_show).
std::optional<Line> parse(std::string_view text) {
  Line line{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), line.address, 16);
  const auto at = static_cast<std::size_t>(parsed.ptr - text.data());
  if (parsed.ec != std::errc() || text.size() < at + 4) return {};
  line.type = text[at + 1];
  line.name = text.substr(at + 3);
  line.name = line.name.substr(0, line.name.find('\t'));
  return line;
}

// Symbols of the padding before functions (CONFIG_CALL_PADDING) double the list and are never run.
bool is_padding(std::string_view name) { return name.starts_with("__pfx_"); }

bool is_code(char type) { return std::string_view("tTwW").find(type) != std::string_view::npos; }

bool any_within(const std::vector<std::uint64_t>& pages, std::uint64_t begin, std::uint64_t end) {
  const auto page =
      std::ranges::upper_bound(pages, begin, {}, [](auto p) { return p + page_size; });
  return page != pages.end() && *page < end;
}

}  // namespace

std::vector<KernelSymbol> symbols_in(const std::vector<std::uint64_t>& pages,
                                     std::istream& kallsyms) {
  std::vector<KernelSymbol> found;
  std::vector<KernelSymbol> here;  // all names of one address
  std::string text;
  while (!pages.empty() && std::getline(kallsyms, text)) {
    const auto line = parse(text);
    if (!line || !is_code(line->type) || is_padding(line->name)) continue;
    if (!here.empty() && here.front().first != line->address) {
      if (any_within(pages, here.front().first, line->address))
        std::ranges::move(here, std::back_inserter(found));
      here.clear();
      if (line->address >= pages.back() + page_size) break;
    }
    here.emplace_back(line->address, line->name);
  }
  return found;
}

}  // namespace vdsobench::bench
