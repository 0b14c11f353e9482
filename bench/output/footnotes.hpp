#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bench/output/display.hpp"

namespace vdsobench::bench {

/// Reasons that a table refers to by number, each of them once.
class Footnotes {
 public:
  /// Those in `elsewhere` have the first numbers and stand in another place.
  explicit Footnotes(std::vector<std::string> elsewhere = {});

  /// Its number in brackets, such as "[1]".
  std::string refer_to(std::string_view text);

  /// A line for each that is not elsewhere.
  std::string lines(const Display& display) const;

 private:
  std::vector<std::string> texts_;
  std::size_t elsewhere_;
};

}  // namespace vdsobench::bench
