#include "bench/output/saving.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "bench/exit_status.hpp"
#include "bench/output/output_file.hpp"
#include "bench/output/terminal.hpp"

namespace vdsobench::bench {

namespace {

std::string print_after_all(const std::string& json, const std::string& why_no_file) {
  std::fputs(json.c_str(), stdout);
  const auto printed = flush_output();
  return printed
             ? "the result follows on standard output"
             : fmt::format("the result is lost: {}, and {}", why_no_file, printed.reason().text);
}

// Says where.
std::string rescue(const std::string& json, const RunOptions& options) {
  if (options.format == Format::json && flush_output())
    return "the result stands on standard output";
  const auto temporary = write_temporary(json);
  if (temporary) return fmt::format("the result is in {}", temporary.value().string());
  return print_after_all(json, temporary.reason().text);
}

}  // namespace

void save(const std::string& json, const RunOptions& options) {
  if (options.out.empty()) return;
  const auto written = write_file(options.out, json);
  if (written) return;
  throw MeasurementError(fmt::format("{}; {}", written.reason().text, rescue(json, options)));
}

}  // namespace vdsobench::bench
