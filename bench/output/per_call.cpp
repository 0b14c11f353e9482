#include "bench/output/per_call.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "bench/output/time_unit.hpp"
#include "timing/quantile.hpp"

namespace vdsobench::bench {

namespace {

using Run = benchmark::BenchmarkReporter::Run;

// One that failed has the counts of entries alone.
bool is_measured(const Run& run) { return run.counters.contains("ns_p50"); }

bool is_of_one_process(std::string_view counter) { return counter.starts_with("state"); }

bool is_maximum(std::string_view counter) { return counter == "ns_max"; }

double ns_a_call(const Run& run) {
  return run.real_accumulated_time / static_cast<double>(run.iterations) / seconds_a_nanosecond;
}

double of_all(std::string_view counter, std::vector<double> values) {
  return is_maximum(counter) ? std::ranges::max(values) : timing::median(std::move(values));
}

void set_counters(Run& call, const std::vector<Run>& processes) {
  std::map<std::string, std::vector<double>> values;
  for (const auto& process : processes)
    for (const auto& [name, counter] : process.counters)
      if (!is_of_one_process(name)) values[name].push_back(counter.value);
  call.counters.clear();
  for (auto& [name, all] : values)
    call.counters[name] = benchmark::Counter(of_all(name, std::move(all)));
}

void set_time(Run& call, const std::vector<Run>& processes, const Headlines& headlines) {
  std::vector<double> each;
  call.iterations = 0;
  for (const auto& process : processes) {
    each.push_back(ns_a_call(process));
    call.iterations += process.iterations;
  }
  const auto known = headlines.find(call.run_name.function_name);
  const double ns = known == headlines.end() ? timing::median(std::move(each)) : known->second;
  call.real_accumulated_time = ns * seconds_a_nanosecond * static_cast<double>(call.iterations);
  call.cpu_accumulated_time = call.real_accumulated_time;
}

Run merged(const std::vector<Run>& processes, const Headlines& headlines) {
  std::vector<Run> measured;
  std::ranges::copy_if(processes, std::back_inserter(measured), is_measured);
  auto call = measured.empty() ? processes.front() : measured.front();
  call.repetition_index = 0;
  call.repetitions = 1;
  if (measured.empty()) return call;
  set_time(call, measured, headlines);
  set_counters(call, measured);
  return call;
}

}  // namespace

std::vector<Run> one_a_call(const std::vector<Run>& cells, const Headlines& headlines) {
  std::vector<std::vector<Run>> calls;
  std::map<std::string, std::size_t> places;
  for (const auto& cell : cells) {
    const auto [place, is_new] = places.try_emplace(cell.run_name.function_name, calls.size());
    if (is_new) calls.emplace_back();
    calls[place->second].push_back(cell);
  }
  std::vector<Run> rows;
  for (const auto& processes : calls) rows.push_back(merged(processes, headlines));
  return rows;
}

}  // namespace vdsobench::bench
