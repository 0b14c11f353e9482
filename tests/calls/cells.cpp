#include "calls/cells.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace vdsobench::calls {

const Call& cell(std::string_view name) {
  const auto all = all_calls();
  const auto found = std::ranges::find(all, name, &Call::name);
  if (found == all.end()) throw std::out_of_range("no call " + std::string(name));
  return *found;
}

BoundCall own(std::string_view name) {
  const auto bound = bind(cell(name), own_process_facts());
  if (!bound) throw std::runtime_error(bound.reason().text);
  return bound.value();
}

}  // namespace vdsobench::calls
