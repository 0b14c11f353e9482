#include "bench/tracee.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "arch/arch.hpp"
#include "bench/affinity.hpp"
#include "bench/failure.hpp"
#include "bench/kernel_symbols.hpp"
#include "bench/selection.hpp"
#include "calls/bound.hpp"

namespace vdsobench::bench {

namespace {

// Makes everything that happens once happen before: pages mapped, vDSO state allocated, pointers
// resolved, and in the kernel the branches of static keys.
constexpr std::uint64_t warm_calls = 1000;

std::uint64_t address_of(calls::Loop loop) { return reinterpret_cast<std::uint64_t>(loop); }

void pause() {
  if (!arch::pause_emulator())
    throw MeasurementError("the emulator cannot be paused: run this by scripts/anatomy.py");
}

void run_between_pauses(calls::Loop loop, calls::Target target, const calls::Arguments& arguments,
                        std::uint64_t n) {
  loop(warm_calls, target, arguments);
  pause();
  loop(n, target, arguments);
  pause();
}

nlohmann::json trace(const calls::Call& call, const calls::Surroundings& surroundings,
                     const calls::Arguments& arguments, std::uint64_t n) {
  const auto bound = calls::bind(call, surroundings);
  if (!bound) return {{"name", call.name()}, {"reason", bound.reason()}};
  run_between_pauses(call.loop, bound.value().target, arguments, n);
  return {{"name", call.name()}, {"loop", address_of(call.loop)}};
}

std::string text_of(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// One line of page addresses, from whoever watches.
std::vector<std::uint64_t> pages_asked_for(const std::string& port) {
  std::ifstream file(port);
  std::string line;
  std::getline(file, line);
  std::istringstream words(line);
  words >> std::hex;
  return {std::istream_iterator<std::uint64_t>(words), {}};
}

}  // namespace

int tracee(const TraceeOptions& options) {
  pin(0);
  const auto surroundings = calls::own_surroundings();
  const auto arguments = calls::own_arguments(surroundings);
  nlohmann::json document = {{"empty", address_of(calls::empty_loop)}, {"iterations", options.n}};
  run_between_pauses(calls::empty_loop, {}, arguments, options.n);
  for (const auto* call : find_calls(options.calls))
    document["calls"].push_back(trace(*call, surroundings, arguments, options.n));
  document["maps"] = text_of("/proc/self/maps");
  std::ifstream symbols("/proc/kallsyms");
  document["symbols"] = symbols_in(pages_asked_for(options.port), symbols);
  std::cout << document << "\n";
  return as_expected;
}

}  // namespace vdsobench::bench
