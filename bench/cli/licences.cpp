#include "bench/cli/licences.hpp"

#include <fmt/format.h>

#include "base/libc_symbol.hpp"
#include "bench/parts.hpp"
#include "bench/version.hpp"

namespace vdsobench::bench {

std::string licences() {
  auto text =
      fmt::format("vdsobench {}: MIT; its BPF programs MIT OR GPL-2.0-only\ninside:", version);
  for (const auto& part : parts)
    text += fmt::format("\n    {} {}: {}", part.name, part.version, part.licence);
  if (const auto libc = libc_inside(); !libc.empty())
    text += fmt::format("\n    {}: LGPL-2.1-or-later", libc);
  return text;
}

}  // namespace vdsobench::bench
