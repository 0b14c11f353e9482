#include "bench/commands/tables_as_json.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "calls/call.hpp"
#include "calls/functions.hpp"
#include "verdict/outcome.hpp"

namespace vdsobench::bench {

namespace {

using nlohmann::json;

json text_or_null(std::string_view text) { return text.empty() ? json() : json(text); }
json number_or_null(long number) { return number < 0 ? json() : json(number); }

json without_empty(const auto& names) {
  auto some = json::array();
  std::ranges::copy_if(names, std::back_inserter(some), [](auto name) { return !name.empty(); });
  return some;
}

json row_of(const calls::Function& function) {
  return {{"name", function.name},
          {"symbol", text_or_null(function.symbol)},
          {"number", number_or_null(function.number)},
          {"answer", to_string(function.answer)},
          {"arity", function.words.count},
          {"reference", text_or_null(function.reference)},
          {"by_default", function.by_default},
          {"headline", function.headline},
          {"in_vdso", function.in_vdso},
          {"user_space", function.user_space},
          {"kernel_since", text_or_null(function.kernel_since)},
          {"call_since", text_or_null(function.call_since)},
          {"libc_since", text_or_null(function.libc_since)},
          {"reads_clocksource", function.reads_clocksource},
          {"may_be_absent", function.may_be_absent},
          {"contended_by", without_empty(function.contended_by)}};
}

json row_of(const calls::Path* path) {
  return {{"name", path->name},
          {"meaning", path->meaning},
          {"by_default", path->by_default},
          {"traps", path->traps}};
}

json row_of(verdict::Outcome outcome) {
  return {{"name", to_string(outcome)},
          {"mark", std::string(1, verdict::mark(outcome))},
          {"meaning", verdict::meaning(outcome)},
          {"works", verdict::works(outcome)},
          {"enters_kernel", verdict::enters_kernel(outcome)},
          {"bad", verdict::is_bad(outcome)}};
}

json rows_of(const auto& table) {
  auto rows = json::array();
  for (const auto& each : table) rows.push_back(row_of(each));
  return rows;
}

}  // namespace

json functions_as_json() { return rows_of(calls::functions); }
json paths_as_json() { return rows_of(calls::all_paths()); }
json outcomes_as_json() { return rows_of(verdict::all_outcomes()); }

}  // namespace vdsobench::bench
