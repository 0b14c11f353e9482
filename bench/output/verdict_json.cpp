#include "bench/output/verdict_json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/printable.hpp"
#include "bench/json_text.hpp"
#include "bench/output/verdict_text.hpp"
#include "calls/functions.hpp"

namespace vdsobench::bench {

namespace {

using Json = nlohmann::json;
using verdict::Grade;
using verdict::Verdict;

constexpr std::size_t longest_text = 2000;
constexpr std::size_t longest_verdict = 100'000;
constexpr std::size_t most_parts = 1000;

constexpr std::array grades = {Grade::good,     Grade::bad,    Grade::limited,
                               Grade::inherent, Grade::absent, Grade::unknown};

Json verdicts_json(std::span<const Verdict> verdicts) {
  auto groups = Json::array();
  for (const auto& [first, functions, number] : grouped(verdicts, SameBy::words_and_outcome))
    groups.push_back({{"grade", to_string(first->grade)},
                      {"outcome", to_string(first->outcome)},
                      {"reason", first->reason},
                      {"remedy", first->remedy},
                      {"functions", functions}});
  return groups;
}

// Those of calls that do not work stand in their rows, as error messages.
Json reasons_json(const Measurement& measurement) {
  std::map<std::string, Json> calls_of;
  for (const auto& row : measurement.rows)
    if (!row.finding.reason.empty() && verdict::works(row.finding.outcome) &&
        row.threads == measurement.rows.front().threads)
      calls_of[row.finding.reason].push_back(row.call().name());
  auto reasons = Json::array();
  for (const auto& [reason, calls] : calls_of)
    reasons.push_back({{"reason", reason}, {"calls", calls}});
  return reasons;
}

std::string text_of(const Json& object, const char* key) {
  return printable(object.at(key).get_ref<const std::string&>().substr(0, longest_text));
}

const calls::Function* function_called(const std::string& name) {
  const auto found = std::ranges::find(calls::functions, name, &calls::Function::name);
  return found == calls::functions.end() ? nullptr : &*found;
}

template <class Value, class All>
Value value_called(const std::string& name, const All& all) {
  for (const auto& each : all)
    if (to_string(each) == name) return each;
  throw std::invalid_argument("has a verdict of an unknown kind");
}

const Json& bounded(const Json& list) {
  if (!list.is_array() || list.size() > most_parts)
    throw std::invalid_argument("has no list of verdicts, or an endless one");
  return list;
}

// In the order of the functions' table, as a run has them.
std::vector<Verdict> verdicts_of(const Json& groups) {
  std::vector<Verdict> found;
  for (const auto& group : bounded(groups))
    for (const auto& name : bounded(group.at("functions")))
      if (const auto* function = function_called(name.get<std::string>()))
        found.push_back(
            {function, value_called<Grade>(text_of(group, "grade"), grades),
             value_called<verdict::Outcome>(text_of(group, "outcome"), verdict::all_outcomes()),
             text_of(group, "reason"), text_of(group, "remedy")});
  std::ranges::stable_sort(found, {}, &Verdict::function);
  return found;
}

void take_reasons(const Json& reasons, Measurement& measurement) {
  std::map<std::string, const Json*> reason_of;
  for (const auto& each : bounded(reasons))
    for (const auto& name : bounded(each.at("calls"))) reason_of[name.get<std::string>()] = &each;
  for (auto& row : measurement.rows) {
    const auto found = reason_of.find(row.call().name());
    if (found != reason_of.end() && verdict::works(row.finding.outcome))
      row.finding.reason = text_of(*found->second, "reason");
  }
}

}  // namespace

std::string verdict_json(const Told& told, const Measurement& measurement) {
  return json_text({{"functions", verdicts_json(told.verdicts)},
                    {"calls", reasons_json(measurement)},
                    {"notes", told.notes}});
}

Result<Told> read_verdict(std::string_view text, Measurement& measurement) {
  if (text.size() > longest_verdict) return Reason{"has a verdict of absurd length"};
  try {
    const auto read = Json::parse(text);
    Told told = {verdicts_of(read.at("functions")), {}};
    for (const auto& note : bounded(read.at("notes")))
      told.notes.push_back(printable_line(note.get<std::string>(), longest_text));
    take_reasons(read.at("calls"), measurement);
    return told;
  } catch (const Json::exception&) {
    return Reason{"has a verdict that is not as vdsobench writes it"};
  } catch (const std::invalid_argument& error) {
    return Reason{error.what()};
  }
}

}  // namespace vdsobench::bench
