#pragma once

#include <string>
#include <string_view>

namespace vdsobench {

/// Text of the outside (a name, an argument, a line of the kernel's) of which a terminal obeys
/// nothing and which JSON can hold: control characters, bytes that are no UTF-8 and marks that turn
/// the direction of writing become blanks. Newlines and tabs stay.
std::string printable(std::string_view text);

/// The same as one line, cut off where it is longer than `most` bytes.
std::string printable_line(std::string_view text, std::size_t most = 300);

/// Writes to standard error. What cannot be written there is lost, and no reason to end: a full
/// disk under a log, or a descriptor that was closed, takes no result away. (fmt::print throws.)
/// The text may quote names and arguments: a terminal obeys nothing of it.
void print_to_stderr(std::string_view text);

}  // namespace vdsobench
