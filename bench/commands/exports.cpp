#include "bench/commands/exports.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "arch/arch.hpp"
#include "base/printable.hpp"
#include "calls/functions.hpp"
#include "calls/unmeasured.hpp"

namespace vdsobench::bench {

namespace {

std::string why_not(std::string_view symbol) {
  const auto known = std::ranges::find(calls::unmeasured, symbol, &calls::Unmeasured::symbol);
  return known == calls::unmeasured.end() ? "this version of vdsobench does not know it"
                                          : std::string(known->why);
}

Export export_of(std::string_view symbol) {
  Export found = {std::string(symbol), {}, {}};
  for (const auto& function : calls::functions)
    if (function.in_vdso && function.symbol == symbol) found.functions.push_back(function.name);
  if (found.functions.empty()) found.why_not = why_not(symbol);
  return found;
}

}  // namespace

std::string_view without_prefix(std::string_view symbol) {
  return symbol.starts_with(arch::vdso_prefix) ? symbol.substr(arch::vdso_prefix.size()) : symbol;
}

std::vector<Export> exports_of(const calls::ProcessFacts& process_facts) {
  std::vector<Export> exports;
  if (!process_facts.vdso) return exports;
  for (const auto& symbol : process_facts.vdso.value().symbols.all()) {
    const auto name = without_prefix(symbol.name);
    if (std::ranges::find(exports, name, &Export::symbol) == exports.end())
      exports.push_back(export_of(name));
  }
  return exports;
}

std::string unmeasured_text(const std::vector<Export>& exports, const Display& display) {
  std::string text;
  for (const auto& each : exports) {
    if (each.why_not.empty()) continue;
    const auto line =
        fmt::format("the vDSO's {} is not measured: {}", printable_line(each.symbol), each.why_not);
    text += flowed_words(line, {.width = display.width, .indent = 4}) + "\n";
  }
  return text;
}

}  // namespace vdsobench::bench
