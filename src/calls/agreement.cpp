#include "calls/agreement.hpp"

#include <fmt/format.h>

#include <chrono>

#include "arch/arch.hpp"
#include "calls/raw_clock.hpp"
#include "calls/reading.hpp"

namespace vdsobench::calls {

namespace {

using enum Agreement::State;

// A clock may be set, or the thread moved, between two readings; not three times running.
constexpr int tries = 3;

// The kernel's time() begins a second with the timer's tick, at most 10 ms late; musl's asks a
// clock that begins it at once.
constexpr std::chrono::milliseconds longest_tick(11);

struct Bracket {
  Reading before, inside, after;
};

Bracket bracket(const BoundCall& call, const BoundCall& reference, Arguments& arguments) {
  Bracket readings;
  readings.before = read_once(reference, arguments);
  readings.inside = read_once(call, arguments);
  readings.after = read_once(reference, arguments);
  return readings;
}

bool fits(Answer answer, const Bracket& readings) {
  const auto [before, inside, after] = readings;
  switch (answer) {
    case Answer::random:
      return inside.value != before.value && inside.value != after.value && inside.value != 0;
    case Answer::resolution:
    case Answer::cpu:
    case Answer::cpu_result:
    case Answer::process:
    case Answer::cleared:
      return inside.value == before.value || inside.value == after.value;
    default:
      return before.value <= inside.value && inside.value <= after.value;
  }
}

// Without the kernel where the vDSO can: a filter may kill for what sleeps.
void wait_out_a_tick() {
  const auto end = RawClock::now() + longest_tick;
  while (RawClock::now() < end) arch::relax();
}

bool is_known(const Reading& reading) { return reading.error == 0 && reading.given; }

Agreement judge(Answer answer, const Bracket& readings) {
  if (readings.inside.error != 0) return {disagrees, "answers with an error only sometimes"};
  if (!is_known(readings.before) || !is_known(readings.after))
    return {unchecked, "the system call that knows the answer does not give one"};
  if (fits(answer, readings)) return {agrees, {}};
  if (answer == Answer::random) return {disagrees, "gives the same bytes again, zeros, or none"};
  return {disagrees,
          fmt::format("says {}, between the system call's {} and {}", readings.inside.value,
                      readings.before.value, readings.after.value)};
}

}  // namespace

Agreement agree(const BoundCall& call, Arguments& arguments) {
  const Call* reference = reference_of(*call.call);
  if (reference == nullptr) return {unchecked, "nothing to hold it against"};
  const Answer answer = call.call->function->answer;
  // The kernel's random bytes differ from any others: only a call's own can show that it repeats
  // itself, or leaves alone what it should have written.
  const BoundCall witness = answer == Answer::random ? call : BoundCall{reference, {}};
  Agreement result;
  for (int i = 0; i < tries; ++i) {
    result = judge(answer, bracket(call, witness, arguments));
    if (result.state != disagrees) break;
    wait_out_a_tick();
  }
  return result;
}

}  // namespace vdsobench::calls
