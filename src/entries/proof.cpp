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

Reason not_to_be_trusted(const Count& counted, std::uint64_t syscalls, std::uint64_t emulations) {
  return Reason{fmt::format(
      "counted {} system calls and {} emulations where {} and {} were made: not to be trusted",
      counted.syscalls, counted.emulations, syscalls, emulations)};
}

Result<> expect(Counter& counter, const BoundCall& call, std::uint64_t syscalls) {
  const auto count = counter.count(call, {}, repetitions);
  if (!count) return count.reason();
  if (count.value().syscalls == syscalls && count.value().emulations == 0) return Done{};
  return not_to_be_trusted(count.value(), syscalls, 0);
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
Result<> prove(Counter& counter) {
  const auto& getppid = *call_named("getppid/insn");
  const calls::Call nothing = {getppid.function, getppid.path, calls::empty_loop};
  if (auto right = expect(counter, {&getppid, nullptr}, repetitions); !right) return right;
  return expect(counter, {&nothing, nullptr}, 0);
}

Result<> prove_for_page(Counter& counter, const BoundCall& emulated) {
  const auto count = counter.count(emulated, {}, repetitions);
  if (!count) return count.reason();
  if (count.value().syscalls + count.value().emulations == repetitions) return Done{};
  return not_to_be_trusted(count.value(), 0, repetitions);
}

}  // namespace vdsobench::entries
