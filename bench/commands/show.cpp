#include <fmt/format.h>

#include "base/printable.hpp"
#include "bench/commands/commands.hpp"
#include "bench/exit_status.hpp"
#include "bench/output/all_tables.hpp"
#include "bench/output/saved_result.hpp"
#include "bench/output/terminal.hpp"

namespace vdsobench::bench {

int show(const ShowOptions& options) {
  const auto result = read_result(options.file);
  fmt::print("{}", all_tables(result.measurement, result.told,
                              display_for(options.colour, fileno(stdout))));
  if (!result.told.explained)
    print_to_stderr("note: this result is of a version that saved no verdict\n");
  if (result.unknown > 0)
    print_to_stderr(fmt::format(
        "note: {} rows of calls that this version does not know are left out\n", result.unknown));
  return as_expected;
}

}  // namespace vdsobench::bench
