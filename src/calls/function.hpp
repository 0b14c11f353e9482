#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace vdsobench::calls {

/// What a call is handed in one register: a number, or the address of something in Arguments.
struct ArgWord {
  enum class Is { number, answer, second_answer, lock, state, state_size };
  Is is = Is::number;
  long number = 0;
};

namespace words {

constexpr ArgWord number(long value) { return {ArgWord::Is::number, value}; }
inline constexpr ArgWord null = number(0);
inline constexpr ArgWord answer = {ArgWord::Is::answer, 0};
inline constexpr ArgWord second_answer = {ArgWord::Is::second_answer, 0};
inline constexpr ArgWord lock = {ArgWord::Is::lock, 0};
inline constexpr ArgWord state = {ArgWord::Is::state, 0};
inline constexpr ArgWord state_size = {ArgWord::Is::state_size, 0};

}  // namespace words

/// All that a call is handed, in the order of its registers.
struct ArgWords {
  std::array<ArgWord, 5> list = {};
  std::size_t count = 0;

  constexpr ArgWords() = default;
  constexpr ArgWords(std::initializer_list<ArgWord> words) : count(words.size()) {
    std::ranges::copy(words, list.begin());
  }
};

/// What a function answers with, which decides how its answer is read and checked.
enum class Answer {
  timeval,     // a time of day in `answer`: seconds, microseconds
  timespec,    // a time in `answer`: seconds, nanoseconds
  seconds,     // a time as return value
  resolution,  // a timespec that never changes
  cpu,         // the CPU's number in `answer`
  cpu_result,  // the CPU's number as return value
  random,      // bytes in `answer`
  process,     // a process id as return value
  cleared,     // zeros in `answer`, where a pointer was
  ticks,       // the tick counter
};

/// As `list --json` names it, such as "timespec".
constexpr std::string_view to_string(Answer answer) {
  constexpr std::array<std::string_view, 10> names = {
      "timeval",    "timespec", "seconds", "resolution", "cpu",
      "cpu_result", "random",   "process", "cleared",    "ticks"};
  return names[static_cast<std::size_t>(answer)];
}

/// Number of a function that is no system call, or none on this architecture.
inline constexpr long no_number = -1;
/// Number that stands for the bare read of the tick counter in place of a trap.
inline constexpr long tick_number = -2;

/// All that is known of one function, whatever the machine: how every path calls it, how its answer
/// is judged, who serves it since when, and what that depends on.
struct Function {
  std::string_view name;         // as the user writes it
  std::string_view symbol = {};  // in the C library, and after the vDSO's prefix; empty: in neither
  long number = no_number;       // of the system call

  Answer answer = {};
  ArgWords words = {};
  ArgWords vdso_words = {};         // of the vDSO's function, where it takes others; else none
  bool vdso_alone = false;          // the symbol is the vDSO's, and in no C library
  std::string_view reference = {};  // the function whose system call knows the answer, if another

  bool by_default = true;   // people ask what it costs; the others are measured with --all
  bool headline = false;    // one of the three that the vsyscall page ever held
  bool in_vdso = false;     // in the vDSO of some kernel and architecture
  bool user_space = false;  // some vDSO or C library answers it without entering the kernel
  std::string_view kernel_since = {};  // the first kernel whose vDSO serves it, if a recent one
  std::string_view call_since = {};    // the first whose system call does it, likewise
  std::string_view libc_since = {};    // the first C library that stays in user space, likewise
  bool reads_clocksource = false;      // by whatever path; else it costs the same with any of them
  bool may_be_absent = false;  // kernels that have the call may answer EINVAL: no such clock there
  std::array<std::string_view, 2> contended_by = {};  // paths whose callers share something

  /// Not only those of recent kernels answer it in user space.
  constexpr bool in_every_vdso() const { return user_space && kernel_since.empty(); }
};

}  // namespace vdsobench::calls
