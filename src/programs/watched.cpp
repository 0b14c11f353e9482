#include "programs/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "calls/functions.hpp"

namespace vdsobench::programs {

namespace {

// In the order of vdsobench_function.
constexpr std::array<std::string_view, VDSOBENCH_FUNCTIONS> symbols = {
    "gettimeofday", "time", "getcpu", "clock_gettime", "clock_getres", "getrandom"};

// include/linux/posix-timers_types.h: negative ids are made of a process or of a descriptor, which
// the last two bits (CLOCKFD) tell.
std::string clock_name(int clock) {
  if (clock >= 0) return fmt::format("{}", clock);
  return (clock & 3) == 3 ? "device" : "cputime";
}

}  // namespace

std::string_view symbol_of(unsigned function) {
  return function < symbols.size() ? symbols[function] : "?";
}

bool has_clock(unsigned function) { return symbol_of(function).starts_with("clock_"); }

const calls::Function* row_of(const Asked& asked) {
  const auto symbol = symbol_of(asked.function);
  const auto row = std::ranges::find_if(calls::functions, [&](const calls::Function& function) {
    return function.symbol == symbol &&
           (!has_clock(asked.function) || function.words.list[0].number == asked.clock);
  });
  return row == calls::functions.end() ? nullptr : &*row;
}

std::string name_of(const Asked& asked) {
  const auto symbol = symbol_of(asked.function);
  if (!has_clock(asked.function)) return std::string(symbol);
  const auto* row = row_of(asked);
  return row != nullptr ? std::string(row->name)
                        : fmt::format("{}:{}", symbol, clock_name(asked.clock));
}

unsigned function_of_kernels(std::string_view name) {
  for (unsigned function = 0; function < symbols.size(); ++function)
    if (name.find(fmt::format("sys_{}", symbols[function])) != name.npos ||
        name == fmt::format("sys_enter_{}", symbols[function]))
      return function;
  return 0;
}

}  // namespace vdsobench::programs
