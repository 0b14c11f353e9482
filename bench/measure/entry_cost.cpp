#include "bench/measure/entry_cost.hpp"

#include <fmt/format.h>

#include <vector>

#include "bench/cli/selection.hpp"
#include "calls/probe.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

// Those that programs make. Others cost as much as their like.
constexpr const char* calls_to_time =
    "^(gettimeofday|time|getcpu|clock_gettime:(realtime|monotonic|monotonic_raw|boottime|tai|"
    "realtime_coarse|monotonic_coarse|process_cputime|thread_cputime)|clock_getres:monotonic|"
    "getrandom:32)/(insn|vdso|vsyscall)$";

// The vDSO's own function may be no cheaper: where it makes the system call.
constexpr double share_of_a_fallback = 0.7;

std::string function_of(const std::string& call) { return call.substr(0, call.find('/')); }

std::string symbol_of(const std::string& function) {
  return function.substr(0, function.find(':'));
}

std::vector<const calls::Call*> calls_of(const std::set<std::string>& functions) {
  auto all = select({.filter = calls_to_time, .paths = {"insn", "vdso", "vsyscall"}, .all = true});
  auto wanted = all;
  std::erase_if(wanted, [&](const calls::Call* call) {
    const auto function = function_of(call->name());
    return !functions.contains(function) && !functions.contains(symbol_of(function));
  });
  return wanted.empty() ? all : wanted;
}

std::vector<calls::BoundCall> answering_calls(const std::vector<const calls::Call*>& calls,
                                              const calls::ProcessFacts& facts,
                                              const calls::Arguments& arguments) {
  std::vector<calls::BoundCall> bound;
  for (const auto* call : calls)
    if (const auto each = calls::bind(*call, facts))
      if (calls::probe(each.value(), arguments).ending == calls::Probe::Ending::answered)
        bound.push_back(each.value());
  return bound;
}

// Nanoseconds a call, by name.
EntryCosts measured(const std::vector<calls::BoundCall>& calls, const calls::Arguments& arguments) {
  std::vector<calls::BoundLoop> loops;
  for (const auto& call : calls) loops.push_back(call.bound_loop());
  const auto session = timing::measure(loops, arguments, {.duration = {}, .least_rounds = 3});
  const double ns = 1e9 / session.core_hz;
  const auto figures = session.figures();
  EntryCosts costs;
  for (std::size_t i = 0; i < calls.size(); ++i)
    costs[calls[i].call->name()] = figures[i].headline * ns;
  return costs;
}

}  // namespace

EntryCosts entry_costs(const std::set<std::string>& functions) {
  const auto facts = calls::own_process_facts();
  const auto arguments = calls::own_arguments(facts);
  const auto calls = answering_calls(calls_of(functions), facts, arguments);
  EntryCosts costs;
  if (calls.empty()) return costs;
  const auto whole = measured(calls, arguments);
  for (const auto& [call, ns] : whole) {
    if (call.ends_with("/vdso")) continue;
    const auto vdso = whole.find(function_of(call) + "/vdso");
    const bool answers = vdso != whole.end() && vdso->second < ns * share_of_a_fallback;
    costs[call] = ns - (answers ? vdso->second : 0);
  }
  return costs;
}

double entry_cost(const EntryCosts& costs, const std::string& function, const std::string& path) {
  if (const auto own = costs.find(fmt::format("{}/{}", function, path)); own != costs.end())
    return own->second;
  const auto end = "/" + path;
  for (const auto& [call, ns] : costs)
    if (call.ends_with(end) && symbol_of(function_of(call)) == symbol_of(function)) return ns;
  for (const auto& [call, ns] : costs)
    if (call.ends_with(end)) return ns;
  return path == "insn" ? 0 : entry_cost(costs, function, "insn");
}

}  // namespace vdsobench::bench
