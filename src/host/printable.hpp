#pragma once

#include <string>
#include <string_view>

namespace vdsobench::host {

/// Text of the outside (a name, an argument, a line of the kernel's) of which a terminal obeys
/// nothing and which JSON can hold: control characters, bytes that are no UTF-8 and marks that turn
/// the direction of writing become blanks. Newlines and tabs stay.
std::string printable(std::string_view text);

/// The same as one line, cut off where it is longer than `most` bytes.
std::string printable_line(std::string_view text, std::size_t most = 300);

}  // namespace vdsobench::host
