#pragma once

#include <string_view>
#include <vector>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// Rows of a measurement, by function and path.
class Matrix {
 public:
  explicit Matrix(const Measurement& measurement);

  /// Null where the measurement has no such row.
  const Row* find(const calls::Function& function, std::string_view path) const;

  /// Those of which this machine has something, in the order of rows and columns.
  std::vector<const calls::Function*> functions;
  std::vector<const calls::Path*> paths;

  /// Rows that stand for a function, or a path, of which this machine has nothing.
  std::vector<const Row*> absent_functions;
  std::vector<const Row*> absent_paths;

 private:
  const Measurement& measurement_;
};

}  // namespace vdsobench::bench
