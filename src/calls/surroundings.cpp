#include "calls/surroundings.hpp"

#include <utility>

namespace vdsobench::calls {

Surroundings own_surroundings() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  return {std::move(mappings), std::move(vdso)};
}

}  // namespace vdsobench::calls
