#include "bench/output/saved_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/printable.hpp"

namespace vdsobench::bench {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_rows = 100'000;
constexpr double most_ns = 1e15;  // nanoseconds, eleven days a call
constexpr int most_threads = 100'000;

double number(const Json& row, const char* key, double otherwise) {
  const auto found = row.find(key);
  if (found == row.end()) return otherwise;
  if (!found->is_number()) throw NoResult(fmt::format("has a row whose '{}' is no number", key));
  const auto value = found->get<double>();
  if (!(std::abs(value) <= most_ns))
    throw NoResult(fmt::format("has a row whose '{}' is absurd: beyond {:g}", key, most_ns));
  return value;
}

double needed_number(const Json& row, const char* key) {
  if (!row.contains(key)) throw NoResult(fmt::format("has a row without '{}'", key));
  return number(row, key, 0);
}

std::string text(const Json& row, const char* key) {
  const auto found = row.find(key);
  if (found == row.end()) return {};
  if (!found->is_string()) throw NoResult(fmt::format("has a row whose '{}' is no text", key));
  return found->get<std::string>();
}

/// A row's name in its parts.
struct Name {
  std::string call;
  int threads = 0;
  bool latency = false;
};

Name parsed(std::string name) {
  constexpr std::string_view latency = "/latency", threads = "/threads:";
  Name found;
  if (name.ends_with(latency)) {
    found.latency = true;
    name.resize(name.size() - latency.size());
  }
  if (const auto place = name.find(threads); place != std::string::npos) {
    const auto* end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + place + threads.size(), end, found.threads);
    if (read.ptr != end || found.threads < 1 || found.threads > most_threads)
      throw NoResult(
          fmt::format("has a row named '{}', which is no number of threads", printable_line(name)));
    name.resize(place);
  }
  found.call = std::move(name);
  return found;
}

verdict::Outcome outcome_of(const Json& row) {
  const auto label = text(row, "label");
  for (const auto outcome : verdict::all_outcomes())
    if (to_string(outcome) == label) return outcome;
  throw NoResult(fmt::format("has the outcome '{}', which is unknown", printable_line(label, 60)));
}

// Those with a small share have no name in a file: then the lowest is what the headline is.
std::vector<timing::State> states_of(const Json& row, double headline, double unit) {
  std::vector<timing::State> states;
  double named = 0;
  for (int i = 1; i <= 9; ++i) {
    const auto cost = fmt::format("state{}_ns", i), share = fmt::format("state{}_share", i);
    if (!row.contains(cost)) continue;
    if (i > 1 && states.empty()) states.push_back({headline, 0});
    states.push_back({number(row, cost.c_str(), 0) * unit, number(row, share.c_str(), 0)});
    named += states.back().share;
  }
  if (!states.empty() && states.front().share == 0) states.front().share = std::max(0., 1 - named);
  return states;
}

std::vector<timing::Way> saved_ways(const Json& row) {
  std::vector<timing::Way> ways;
  for (int i = 1; row.contains(fmt::format("way{}_share", i)); ++i)
    ways.push_back({number(row, fmt::format("way{}_instructions", i).c_str(), 0),
                    number(row, fmt::format("way{}_share", i).c_str(), 0)});
  return ways;
}

std::optional<timing::Parts> saved_parts(const Json& row) {
  if (!row.contains("instructions_kernel")) return std::nullopt;
  return timing::Parts{.loop = needed_number(row, "instructions_loop"),
                       .libc = needed_number(row, "instructions_libc"),
                       .vdso = needed_number(row, "instructions_vdso"),
                       .kernel = needed_number(row, "instructions_kernel")};
}

timing::Figures figures_of(const Json& row, double unit) {
  const auto in_units = [&](const char* key) { return number(row, key, 0) * unit; };
  timing::Figures figures = {};
  figures.calls = 1;
  figures.batch = 1;
  figures.headline = needed_number(row, "real_time") * unit;
  figures.p10 = in_units("ns_p10");
  figures.p50 = in_units("ns_p50");
  figures.p90 = in_units("ns_p90");
  figures.p99 = in_units("ns_p99");
  figures.max = in_units("ns_max");
  figures.disturbed = number(row, "disturbed", 0);
  figures.cold = in_units("ns_cold");
  figures.quiet = std::clamp(number(row, "quiet", 0), 0., 1.);
  if (row.contains("quiet")) figures.visits.resize(1);
  figures.states = states_of(row, figures.headline, unit);
  figures.ways = saved_ways(row);
  figures.parts = saved_parts(row);
  return figures;
}

timing::Latency latency_of(const Json& row, double unit) {
  const auto in_units = [&](const char* key) { return needed_number(row, key) * unit; };
  return {.calls = 1,
          .p10 = in_units("ns_p10"),
          .p50 = in_units("ns_p50"),
          .p90 = in_units("ns_p90"),
          .p99 = in_units("ns_p99"),
          .p999 = in_units("ns_p999"),
          .p9999 = in_units("ns_p9999"),
          .max = in_units("ns_max")};
}

bool failed(const Json& row) {
  const auto flag = row.find("error_occurred");
  if (flag == row.end()) return false;
  if (!flag->is_boolean())
    throw NoResult("has a row whose 'error_occurred' is neither true nor false");
  return flag->get<bool>();
}

template <class Figures, class Read>
void add_process(std::vector<Result<Figures>>& processes, const Json& row, const Read& read) {
  if (failed(row))
    processes.emplace_back(Reason{printable_line(text(row, "error_message"))});
  else
    processes.emplace_back(read(row));
}

void add(Row& row, const Json& found, const Name& name, double unit) {
  if (!verdict::works(row.finding.outcome)) {
    row.finding.reason = printable_line(text(found, "error_message"));
    return;
  }
  if (!failed(found) && found.contains("time_unit") && text(found, "time_unit") != "ns")
    throw NoResult("has a row whose 'time_unit' is not ns");
  if (name.latency)
    add_process(row.latencies, found, [&](const Json& each) { return latency_of(each, unit); });
  else
    add_process(row.figures, found, [&](const Json& each) { return figures_of(each, unit); });
}

/// Rows by how many threads made the call, in the order of the program's calls.
class Rows {
 public:
  void take(const Json& row, double unit) {
    if (!row.is_object()) throw NoResult("has a row that is not an object");
    if (text(row, "run_type") == "aggregate") return;
    const auto name = parsed(text(row, "name"));
    const auto call = calls_.find(name.call);
    if (call == calls_.end()) {
      ++unknown_;
      return;
    }
    add(at(*call->second, name.threads, outcome_of(row)), row, name, unit);
  }

  std::size_t unknown() const { return unknown_; }

  // Tables have a column for each number of threads, so each call has to have them all.
  std::vector<Row> taken() && {
    std::vector<Row> all;
    for (const auto& call : calls::all_calls()) {
      const auto found = rows_.find(&call);
      if (found == rows_.end()) continue;
      std::set<int> numbers;
      for (auto& [threads, row] : found->second) {
        numbers.insert(threads);
        row.finding.outcome = found->second.begin()->second.finding.outcome;
        all.push_back(std::move(row));
      }
      if (numbers != numbers_of_first(all))
        throw NoResult("has calls by different numbers of threads, which no run writes");
    }
    return all;
  }

 private:
  Row& at(const calls::Call& call, int threads, verdict::Outcome outcome) {
    auto& of_call = rows_[&call];
    const auto found = of_call.find(threads);
    if (found != of_call.end()) return found->second;
    verdict::Finding finding = {{&call, Reason{"of a file"}, {}, {}, {}}, outcome, {}};
    return of_call.emplace(threads, Row{std::move(finding), {}, {}, threads}).first->second;
  }

  static std::set<int> numbers_of_first(const std::vector<Row>& all) {
    std::set<int> numbers;
    for (const auto& row : all)
      if (&row.call() == &all.front().call()) numbers.insert(row.threads);
    return numbers;
  }

  static std::map<std::string, const calls::Call*> by_name() {
    std::map<std::string, const calls::Call*> named;
    for (const auto& call : calls::all_calls()) named.emplace(call.name(), &call);
    return named;
  }

  std::map<std::string, const calls::Call*> calls_ = by_name();
  std::map<const calls::Call*, std::map<int, Row>> rows_;
  std::size_t unknown_ = 0;
};

bool has_latencies(const Row& row) { return !row.latencies.empty(); }

}  // namespace

std::size_t take_rows(const Json& found, Measurement& measurement) {
  if (!found.is_array()) throw NoResult("has no list 'benchmarks', so it is no result");
  if (found.size() > most_rows)
    throw NoResult(fmt::format("has {} rows, of {} that it may have", found.size(), most_rows));
  Rows rows;
  const double unit = 1 / measurement.ns_per_unit();
  for (const auto& row : found) rows.take(row, unit);
  const auto unknown = rows.unknown();
  measurement.rows = std::move(rows).taken();
  measurement.latency = std::ranges::any_of(measurement.rows, has_latencies);
  return unknown;
}

}  // namespace vdsobench::bench
