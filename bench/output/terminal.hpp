#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "bench/cli/options.hpp"
#include "bench/output/display.hpp"

namespace vdsobench::bench {

/// Whether to colour what goes to a file descriptor: as the user has said, else not where NO_COLOR
/// is set (no-color.org), always where FORCE_COLOR or CLICOLOR_FORCE is (force-color.org,
/// bixense.com/clicolors), else on a terminal that knows escape codes (TERM is not "dumb").
/// scripts/vdsobench/terminal.py has the same rule.
bool wants_colour(Colour colour, int descriptor);

/// Whether it is a terminal that knows escape codes.
bool can_be_drawn_on(int descriptor);

/// Of a terminal, else what COLUMNS says, else 120: what goes to a file or a pipe is read in an
/// editor or a pager.
std::size_t width_for(int descriptor);

/// Both.
Display display_for(Colour colour, int descriptor);

/// Hands on all that was printed to standard output; or says in words why it is lost, as on a full
/// disk, now or before.
Result<> flush_output();

}  // namespace vdsobench::bench
