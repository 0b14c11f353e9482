#include "programs/hooked.hpp"

namespace vdsobench::programs {

Interval Hooked::take() {
  watcher_.look();
  return watcher_.take();
}

}  // namespace vdsobench::programs
