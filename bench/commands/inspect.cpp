#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>

#include "bench/commands/commands.hpp"
#include "bench/commands/exports.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/output/context.hpp"
#include "bench/output/context_text.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/text_table.hpp"
#include "calls/paths/libc.hpp"
#include "calls/paths/vdso.hpp"
#include "host/cpus.hpp"

namespace vdsobench::bench {

namespace {

using calls::ProcessFacts;

/// A symbol of the vDSO as it lies in this process.
struct Exported {
  image::Symbol symbol;
  std::uint64_t address;
  std::string libc_function;  // of the C library, at the very same address; empty if none
};

std::string_view meaning(const image::Mapping& mapping) {
  if (mapping.name == "[vdso]") return "code that answers without entering the kernel";
  if (mapping.name.starts_with("[vvar")) return "data that the kernel keeps for it";
  return "legacy page at a fixed address: its calls fault and are emulated";
}

// Where the C library's function of this name leads, if it is the vDSO's own.
std::string libc_at(const std::string& name, std::uint64_t address, const ProcessFacts& where) {
  const calls::Function function = {.name = name, .symbol = name, .answer = {}};
  const auto target = calls::paths::Libc::resolve(function, where);
  return target && reinterpret_cast<std::uint64_t>(target.value()) == address ? name : "";
}

std::vector<Exported> exported(const ProcessFacts& where) {
  std::vector<Exported> result;
  if (!where.vdso) return result;
  const auto& vdso = where.vdso.value();
  for (auto& symbol : vdso.symbols.all()) {
    const auto address = vdso.base + symbol.offset;
    const auto name = std::string(without_prefix(symbol.name));
    auto libc = libc_at(name, address, where);
    result.push_back({std::move(symbol), address, std::move(libc)});
  }
  return result;
}

// The kernel's line without the blanks that set its name far right.
std::string folded(const std::string& line) {
  std::string text;
  std::ranges::unique_copy(line, std::back_inserter(text),
                           [](char one, char next) { return one == ' ' && next == ' '; });
  return text;
}

void print_mappings(const ProcessFacts& where) {
  fmt::print("Mappings\n");
  for (const auto& mapping : where.mappings)
    fmt::print("  {}\n      {}\n", folded(mapping.line), meaning(mapping));
  if (image::vsyscall_mode(where.mappings) == image::VsyscallMode::none)
    fmt::print("  no [vsyscall] page\n");
}

void print_symbols(const ProcessFacts& where, const Display& display) {
  fmt::print("\nvDSO symbols\n");
  if (!where.vdso) {
    fmt::print("  {}\n\n", where.vdso.reason().text);
    return;
  }
  const std::vector<ColumnOf<Exported>> columns = {
      {{"  symbol", Align::left}, [](const Exported& each) { return "  " + each.symbol.name; }},
      {{"address"}, [](const Exported& each) { return fmt::format("{:#x}", each.address); }},
      {{"version", Align::left}, [](const Exported& each) { return each.symbol.version; }},
      {{"the C library's", Align::left}, [](const Exported& each) {
         return each.libc_function.empty() ? "" : each.libc_function + "()";
       }}};
  fmt::print("{}\n", rendered(table_of(exported(where), columns), display.width));
}

nlohmann::json as_json(const ProcessFacts& where, const host::Context& context) {
  nlohmann::json all = {{"mappings", nlohmann::json::array()},
                        {"symbols", nlohmann::json::array()},
                        {"context", nlohmann::json::object()}};
  for (const auto& mapping : where.mappings)
    all["mappings"].push_back({{"line", mapping.line}, {"meaning", meaning(mapping)}});
  for (const auto& [symbol, address, libc] : exported(where))
    all["symbols"].push_back({{"name", symbol.name},
                              {"version", symbol.version},
                              {"address", fmt::format("{:#x}", address)},
                              {"libc", libc.empty() ? nlohmann::json() : nlohmann::json(libc)}});
  for (const auto& [key, value] : context) all["context"][key] = value;
  return all;
}

}  // namespace

int inspect(bool json) {
  const auto where = calls::own_process_facts();
  const auto context = machine_context(where, *host::reachable_cpus(Root{}).begin());
  if (json) {
    fmt::print("{}\n", json_text(as_json(where, context), 2));
    return as_expected;
  }
  const auto display = display_for(Colour::automatic, fileno(stdout));
  print_mappings(where);
  print_symbols(where, display);
  fmt::print("{}", context_text(context, display));
  return as_expected;
}

}  // namespace vdsobench::bench
