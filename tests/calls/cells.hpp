#pragma once

#include <string_view>

#include "calls/bound.hpp"

namespace vdsobench::calls {

/// The call of this name; throws std::out_of_range where there is none.
const Call& cell(std::string_view name);

/// The call of this name, leading to a function of the test's instead of its own.
template <class Function>
BoundCall leading_to(std::string_view name, Function* function) {
  return {&cell(name), reinterpret_cast<Target>(function)};
}

/// The call of this name as this process has it. Throws std::runtime_error where it has none.
BoundCall own(std::string_view name);

}  // namespace vdsobench::calls
