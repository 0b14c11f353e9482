#include "bench/processes/exactness.hpp"

#include <fmt/format.h>

#include <vector>

#include "bench/exit_status.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

void prove_exactness(const calls::Known& known, const timing::Samples& samples) {
  const auto figures = timing::exact_figures(samples);
  if (figures && figures.value().headline == known.instructions) return;
  throw MeasurementError(
      fmt::format("'{}' is {} instructions, but {}: --exact is for QEMU with -icount shift=0",
                  known.name, known.instructions,
                  figures ? fmt::format("was measured as {}", figures.value().headline)
                          : figures.reason().text));
}

double prove_exactness() {
  std::vector<calls::BoundLoop> loops;
  const auto known = calls::reference_sequences();
  for (const auto& sequence : known) loops.push_back({sequence.loop, {}});
  const calls::Arguments arguments;
  const auto session = timing::measure_exactly(loops, arguments);
  for (std::size_t i = 0; i < known.size(); ++i) prove_exactness(known[i], session.samples[i]);
  return session.counter_hz;
}

void require_instruction_clock() try { prove_exactness(); } catch (const MeasurementError&) {
  throw UsageError(
      "--exact counts instructions, which takes QEMU's instruction clock (-icount shift=0), and "
      "this machine has none: scripts/kernels.py run --exact boots one that has");
}

}  // namespace vdsobench::bench
