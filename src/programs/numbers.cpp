#include "programs/numbers.hpp"

#include <linux/audit.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>

#include "arch/arch.hpp"
#include "calls/functions.hpp"
#include "programs/watched.hpp"

namespace vdsobench::programs {

namespace {

// With 64-bit seconds, the same on every architecture of 32 bits
// (arch/x86/entry/syscalls/syscall_32.tbl).
constexpr std::array with_long_seconds = {Number{403, VDSOBENCH_CLOCK_GETTIME},
                                          Number{406, VDSOBENCH_CLOCK_GETRES}};

constexpr std::array own_life = {
    Number{SYS_execve, starts_program}, Number{SYS_execveat, starts_program_at},
    Number{SYS_exit_group, ends_process}, Number{SYS_exit, ends_process}};
// The same table.
constexpr std::array narrow_life = {Number{11, starts_program}, Number{358, starts_program_at},
                                    Number{252, ends_process}, Number{1, ends_process}};

std::vector<Number> operator+(std::vector<Number> numbers, std::span<const Number> more) {
  numbers.insert(numbers.end(), more.begin(), more.end());
  return numbers;
}

template <class NumberOf>
std::vector<Number> numbers(const NumberOf& number_of) {
  std::vector<Number> found;
  for (unsigned function = 0; function < VDSOBENCH_FUNCTIONS; ++function)
    if (const long number = number_of(symbol_of(function)); number >= 0)
      found.push_back({number, function});
  return found;
}

long own_number(std::string_view symbol) {
  return std::ranges::find(calls::functions, symbol, &calls::Function::symbol)->number;
}

std::vector<NumberTable> make_tables() {
  std::vector<NumberTable> tables = {{arch::audit_architecture, numbers(own_number) + own_life}};
  if (arch::has_int80)
    tables.push_back({AUDIT_ARCH_I386, numbers(arch::number32) + with_long_seconds + narrow_life});
  return tables;
}

}  // namespace

std::span<const NumberTable> number_tables() {
  static const auto tables = make_tables();
  return tables;
}

unsigned function_of(std::uint32_t architecture, long number) {
  for (const auto& table : number_tables()) {
    const auto found = std::ranges::find(table.numbers, number, &Number::number);
    if (table.architecture == architecture && found != table.numbers.end()) return found->function;
  }
  return no_function;
}

bool is_narrow(std::uint32_t architecture) { return architecture == AUDIT_ARCH_I386; }

}  // namespace vdsobench::programs
