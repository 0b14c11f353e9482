#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vdsobench::bench {

/// What fits on a terminal's screen, a text a line.
using Frame = std::vector<std::string>;

struct ScreenSize {
  std::size_t columns, rows;
};

/// The start of a line that takes up `columns` at most. Escape sequences take up none, and what
/// they set is reset where it would be cut off.
std::string clipped(std::string_view line, std::size_t columns);

/// The lines of a text that fit, with the last row of the screen for `footer`.
Frame frame_of(std::string_view text, std::string_view footer, const ScreenSize& size);

/// What to write to a terminal that shows one frame so that it shows the other: the lines that
/// differ, and nothing where none does.
std::string update(const Frame& shown, const Frame& wanted);

}  // namespace vdsobench::bench
