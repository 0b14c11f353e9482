#include "entries/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "calls/probe.hpp"

namespace vdsobench::entries {

namespace {

using calls::BoundCall;

constexpr std::uint64_t repetitions = 100;

// Null where this architecture has no such call.
const calls::Call* call_named(std::string_view name) {
  const auto all = calls::all_calls();
  const auto found = std::ranges::find(all, name, &calls::Call::name);
  return found == all.end() ? nullptr : &*found;
}

Result<> expect(Counter& counter, const BoundCall& call, const calls::Arguments& arguments,
                std::uint64_t syscalls, std::uint64_t emulations) {
  const auto count = counter.count(call, arguments, repetitions);
  if (!count) return count.reason();
  const auto& [calls, system_calls, emulated, by_number] = count.value();
  if (system_calls == syscalls && emulated == emulations) return Done{};
  return Reason{fmt::format(
      "counted {} system calls and {} emulations where {} and {} were made: not to be trusted",
      system_calls, emulated, syscalls, emulations)};
}

}  // namespace

EmulatedCall emulated_call() {
  const auto* call = call_named("time/vsyscall");
  if (call == nullptr) return {};
  const auto bound = calls::bind(*call, calls::own_process_facts());
  if (!bound || calls::probe(bound.value(), {}).ending != calls::Probe::Ending::answered) return {};
  return bound.value();
}

// An unprivileged perf counter opens with exclude_kernel and then counts 0 for ever: what opens is
// not yet a counter.
Result<> prove(Counter& counter, const EmulatedCall& emulated) {
  const calls::Arguments arguments;
  const auto& getppid = *call_named("getppid/insn");
  const calls::Call nothing = {getppid.function, getppid.path, calls::empty_loop};
  if (auto right = expect(counter, {&getppid, nullptr}, arguments, repetitions, 0); !right)
    return right;
  if (auto right = expect(counter, {&nothing, nullptr}, arguments, 0, 0); !right) return right;
  if (!emulated) return Done{};
  return expect(counter, *emulated, arguments, 0, repetitions);
}

}  // namespace vdsobench::entries
