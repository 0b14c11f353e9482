#pragma once

#include <span>
#include <string_view>

#include "calls/loop.hpp"

namespace vdsobench::calls {

/// A sequence whose cost is known beforehand, in a loop like that of any call: what the suite is
/// held against.
struct Known {
  std::string_view name;
  Loop loop;
  int instructions;  // net, an iteration
};

/// Nothing at all, 10 nops, 100 nops, and 100 additions that wait for each other.
std::span<const Known> reference_sequences();

}  // namespace vdsobench::calls
