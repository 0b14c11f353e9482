#pragma once

#include <cstdint>
#include <vector>

namespace vdsobench::timing {

/// Other work, as a program does between two calls: it fills the caches and what the core predicts
/// branches by with things of its own. What comes next finds nothing as it has left it.
class Clutter {
 public:
  Clutter();

  /// Some ten microseconds of it. Each time another way through the same code and memory.
  void spread();

 private:
  std::vector<std::uint64_t> memory_;
  std::uint64_t state_ = 1;
};

}  // namespace vdsobench::timing
