#pragma once

#include <string_view>

#include "programs/notices.hpp"
#include "programs/row.hpp"

namespace vdsobench::programs {

/// What keeps count of a program that is followed.
class Tally {
 public:
  virtual ~Tally() = default;

  /// What it has to be told of.
  virtual Noticing noticing() const = 0;

  /// How it counts, as it stands in results.
  virtual std::string_view way() const = 0;

  /// While the process stands still.
  virtual void meet(const Notice& notice) = 0;

  /// A call that was met has gone on into the kernel.
  virtual void count(const Notice&) {}

  /// Called some times a second.
  virtual void look() {}

  /// All of it, after the end.
  virtual Interval take() = 0;
};

}  // namespace vdsobench::programs
