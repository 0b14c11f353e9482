#pragma once

#include <utility>

#include "programs/tally.hpp"
#include "programs/watcher.hpp"

namespace vdsobench::programs {

/// Keeps count of a followed program by hooks: each of its processes is looked at before it ends or
/// becomes another program. Processes of one name are put together.
class Hooked : public Tally {
 public:
  /// The hooks are those of a Filter that has `only_below`.
  Hooked(Hooks hooks, Here here)
      : watcher_(std::move(hooks), std::move(here), {}, Watcher::Apart::none) {}

  Noticing noticing() const override { return Noticing::ends; }
  std::string_view way() const override { return to_string(watcher_.hooks().way()); }
  void meet(const Notice&) override { watcher_.look(); }
  void look() override { watcher_.look(); }
  Interval take() override;

 private:
  Watcher watcher_;
};

}  // namespace vdsobench::programs
