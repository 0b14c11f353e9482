#include "bench/counter.hpp"

#include <fmt/format.h>

#include "bench/child.hpp"
#include "bench/failure.hpp"
#include "bench/report_of_counter.hpp"
#include "bench/selection.hpp"
#include "calls/bound.hpp"

namespace vdsobench::bench {

namespace {

Result<entries::Count> count(entries::Counter& counter, const calls::Call& call,
                             const calls::Surroundings& surroundings,
                             const calls::Arguments& arguments, std::uint64_t times) {
  const auto bound = calls::bind(call, surroundings);
  if (!bound) return Reason{bound.reason()};
  return counter.count(bound.value(), arguments, times);
}

}  // namespace

int counter(const CounterOptions& options) {
  stay_with_parent();
  const auto selected = find_calls(options.calls);
  const auto attached = entries::attach(
      options.confirm, options.verbose ? entries::Messages::shown : entries::Messages::silent);
  CounterReport report = {.method = "off", .not_used = attached.not_used, .counts = {}};
  if (attached.counter) {
    report.method = attached.counter->name();
    const auto surroundings = calls::own_surroundings();
    const auto arguments = calls::own_arguments(surroundings);
    for (const auto* call : selected)
      report.counts.push_back(
          count(*attached.counter, *call, surroundings, arguments, options.times));
  }
  fmt::print("{}\n", nlohmann::json(report).dump());
  return as_expected;
}

}  // namespace vdsobench::bench
