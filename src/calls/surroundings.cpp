#include "calls/surroundings.hpp"

#include <utility>

#include "arch/arch.hpp"

namespace vdsobench::calls {

Surroundings own_surroundings() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  const bool ticks_permitted = arch::ticks_permitted();
  arch::permit_ticks();
  return {std::move(mappings), std::move(vdso), ticks_permitted};
}

}  // namespace vdsobench::calls
