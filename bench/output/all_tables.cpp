#include "bench/output/all_tables.hpp"

#include "bench/output/mode_tables.hpp"
#include "bench/output/table.hpp"
#include "bench/output/verdict_text.hpp"

namespace vdsobench::bench {

std::string all_tables(const Measurement& measurement, const Told& told, const Display& display) {
  const bool matrix = measurement.rows.empty() || measurement.rows.front().threads == 0;
  auto text =
      matrix ? table(measurement, told.verdicts, display) : threads_table(measurement, display);
  if (measurement.latency) text += "\n" + latency_table(measurement, display);
  if (!told.explained) return text;
  const auto said =
      verdict_text(told.verdicts, told.notes, display, matrix ? Numbers::shown : Numbers::hidden);
  return said.empty() ? text : text + "\n" + said;
}

}  // namespace vdsobench::bench
