#include "bench/output/saved_result.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "base/printable.hpp"
#include "bench/exit_status.hpp"
#include "bench/output/saved_rows.hpp"
#include "calls/paths/libc.hpp"
#include "host/keys.hpp"

namespace vdsobench::bench {

namespace {

using Json = nlohmann::json;
namespace keys = host::keys;

constexpr std::size_t most_bytes = 32U << 20U;  // forty processes of a hundred calls are 2 MiB
constexpr int deepest = 16;

std::string contents(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(most_bytes + 1, '\0');
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size())) && file.gcount() == 0)
    throw NoResult(!file.is_open() || errno == EISDIR ? std::strerror(errno) : "is empty");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most_bytes)
    throw NoResult(fmt::format("is over {} MiB, too large for a result", most_bytes >> 20U));
  return text;
}

Json document_in(const std::string& text) {
  const auto watch = [](int depth, Json::parse_event_t, Json&) {
    if (depth > deepest) throw NoResult("is nested too deeply for a result");
    return true;
  };
  try {
    return Json::parse(text, watch);
  } catch (const Json::exception&) {
    throw NoResult("is not JSON, or is cut short: was the run interrupted?");
  }
}

std::string told(const Json& context, std::string_view key) {
  const auto found = context.find(std::string(key));
  if (found == context.end()) return {};
  if (!found->is_string())
    throw NoResult(fmt::format("has the context key '{}', which should be text", key));
  return found->get<std::string>();
}

double number(const Json& context, std::string_view key) {
  const auto text = told(context, key);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool fits = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return fits && std::isfinite(value) && value > 0 && value < 1e15 ? value : 0;
}

const Json& context_of(const Json& document) {
  if (!document.is_object() || !document.contains("context") || !document.at("context").is_object())
    throw NoResult("is JSON, but not a result: an object with 'context' and 'benchmarks'");
  return document.at("context");
}

void check_kind(const Json& context) {
  if (context.contains("vdsobench.anatomy_schema"))
    throw NoResult("is an anatomy and no result: scripts/anatomy.py --show shows it");
  const auto schema = told(context, keys::schema);
  if (schema.empty())
    throw NoResult(
        "is not of vdsobench: a plain result of Google Benchmark has no outcomes to show "
        "(scripts/compare.py reads it)");
  if (schema != "1" && schema != "2")
    throw NoResult(fmt::format("is of schema '{}', and this reads 1 and 2: use a newer vdsobench",
                               printable_line(schema, 60)));
}

Measurement without_rows(const Json& context) {
  Measurement measurement;
  measurement.exact = told(context, keys::mode) == "exact";
  measurement.counter_hz = number(context, keys::counter_hz);
  measurement.core_hz = number(context, keys::core_hz);
  measurement.step = number(context, keys::counter_step) / measurement.ns_per_unit();
  if (const auto additions = number(context, keys::additions_a_cycle); additions > 0) {
    measurement.additions = additions;
    measurement.floor = 1;
  }
  if (context.contains(keys::quiet)) measurement.quiet = number(context, keys::quiet);
  return measurement;
}

verdict::Grade grade_of(const Row& row) {
  using verdict::Grade;
  switch (row.finding.outcome) {
    case verdict::Outcome::userspace:
      return Grade::good;
    case verdict::Outcome::unavailable:
      return Grade::absent;
    case verdict::Outcome::unconfirmed:
      return Grade::unknown;
    case verdict::Outcome::syscall:
    case verdict::Outcome::emulated:
      return Grade::inherent;
    default:
      return row.call().function->user_space ? Grade::bad : Grade::inherent;
  }
}

// What a table shows of a file without verdicts: where the C library answers, and no word of why.
std::vector<verdict::Verdict> by_outcomes(const Measurement& measurement) {
  std::vector<verdict::Verdict> verdicts;
  for (const auto& row : measurement.rows)
    if (row.call().path->name == calls::paths::Libc::name &&
        row.threads == measurement.rows.front().threads)
      verdicts.push_back({row.call().function, grade_of(row), row.finding.outcome, "", ""});
  return verdicts;
}

SavedResult read(const std::string& path) {
  const auto document = document_in(contents(path));
  const auto& context = context_of(document);
  check_kind(context);
  SavedResult result = {without_rows(context), {}};
  result.unknown = take_rows(document.value("benchmarks", Json()), result.measurement);
  if (result.measurement.rows.empty()) throw NoResult("has no calls that this version knows");
  const auto verdict = told(context, keys::verdict);
  if (verdict.empty()) {
    result.told = {by_outcomes(result.measurement), {}, false};
    return result;
  }
  auto read = read_verdict(verdict, result.measurement);
  if (!read) throw NoResult(read.reason().text);
  result.told = std::move(read).value();
  return result;
}

}  // namespace

SavedResult read_result(const std::string& path) {
  try {
    return read(path);
  } catch (const NoResult& error) {
    throw UsageError(fmt::format("{}: {}", path, error.what()));
  }
}

}  // namespace vdsobench::bench
