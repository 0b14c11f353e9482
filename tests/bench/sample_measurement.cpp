#include "bench/sample_measurement.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace vdsobench::bench {

const calls::Call& cell(std::string_view name) {
  const auto all = calls::all_calls();
  const auto found = std::ranges::find(all, name, &calls::Call::name);
  if (found == all.end()) throw std::out_of_range("no call " + std::string(name));
  return *found;
}

timing::Figures flat_figures(double ns) {
  timing::Figures figures = {};
  figures.calls = 1000;
  figures.batch = sample_batch;
  for (double* figure :
       {&figures.headline, &figures.p10, &figures.p50, &figures.p90, &figures.p99, &figures.max})
    *figure = ns;
  return figures;
}

Row measured(std::string_view call, verdict::Outcome outcome, std::vector<double> ns) {
  Row row = missing(call, outcome, "");
  for (const double value : ns) row.figures.emplace_back(flat_figures(value));
  return row;
}

Row missing(std::string_view call, verdict::Outcome outcome, const char* reason) {
  const auto& found = cell(call);
  return {{{&found, calls::BoundCall{&found, {}}, {}, {}, {}}, outcome, reason}, {}};
}

}  // namespace vdsobench::bench
