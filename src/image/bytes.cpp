#include "image/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vdsobench::image {

namespace {

/// As long as the kernel's own symbols may be (KSYM_NAME_LEN, include/linux/kallsyms.h). A bound
/// is needed: names may overlap, and many long ones could ask for memory without end.
constexpr std::uint64_t longest_text = 512;

}  // namespace

Bytes Bytes::part(std::uint64_t offset, std::uint64_t size, std::string_view what) const {
  if (holds(offset, size)) return Bytes(bytes_.subspan(offset, size));
  throw Malformed(fmt::format("{}: {} bytes at {:#x} lie outside the {:#x} there are", what, size,
                              offset, bytes_.size()));
}

Bytes Bytes::from(std::uint64_t offset, std::string_view what) const {
  return part(offset, bytes_.size() - std::min<std::uint64_t>(offset, bytes_.size()), what);
}

std::string_view Bytes::text(std::uint64_t offset, std::string_view what) const {
  const auto tail = from(offset, what).bytes_;
  const auto window = tail.first(std::min<std::uint64_t>(tail.size(), longest_text));
  const auto end = std::ranges::find(window, std::byte{0});
  if (end == window.end())
    throw Malformed(fmt::format("{}: the text at {:#x} has no end", what, offset));
  return {reinterpret_cast<const char*>(window.data()),
          static_cast<std::size_t>(end - window.begin())};
}

}  // namespace vdsobench::image
