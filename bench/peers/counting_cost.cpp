// What a system call costs with nothing attached to it, with a BPF program that does nothing, or
// with the tool's own counter: one process's part of scripts/counting_cost.py. Anything else that
// counts is put around it from outside.

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <exception>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/printable.hpp"
#include "bench/cli/selection.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "calls/bound.hpp"
#include "entries/bpf/floor.skel.h"
#include "entries/ebpf_counter.hpp"
#include "timing/session.hpp"

namespace {

using namespace vdsobench;
using bench::MeasurementError;
using bench::UsageError;

struct DestroyFloor {
  void operator()(vdsobench_floor* floor) const { vdsobench_floor__destroy(floor); }
};

/// What is attached while it lives.
struct Attached {
  std::unique_ptr<vdsobench_floor, DestroyFloor> floor;
  std::unique_ptr<entries::Counter> counter;
};

Attached attach(std::string_view what) {
  Attached attached;
  if (what == "floor") {
    attached.floor.reset(vdsobench_floor__open_and_load());
    if (!attached.floor || vdsobench_floor__attach(attached.floor.get()) != 0)
      throw MeasurementError("the kernel refuses the empty program: run as root, with BTF");
  } else if (what == "ours") {
    auto opened = entries::ebpf_counter(entries::Messages::silent);
    if (!opened) throw MeasurementError(opened.reason().text);
    attached.counter = std::move(opened).value();
  } else if (what != "nothing") {
    throw UsageError("usage: counting_cost nothing|floor|ours CPU MILLISECONDS");
  }
  return attached;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw UsageError(fmt::format("'{}' is no number", text));
  return value;
}

double nanoseconds_a_call(std::chrono::milliseconds duration) {
  const auto process_facts = calls::own_process_facts();
  const auto call = calls::bind(*bench::find_calls({"getppid/insn"}).front(), process_facts);
  const calls::Arguments arguments;
  const std::array loops = {call.value().bound_loop()};
  const auto session = timing::measure(loops, arguments, {.duration = duration});
  return session.figures().front().headline * 1e9 / session.core_hz;
}

int run(std::span<char*> arguments) {
  if (arguments.size() != 4) attach("");
  const std::string_view what = arguments[1];
  bench::pin(number(arguments[2]));
  const std::chrono::milliseconds duration(number(arguments[3]));
  const auto attached = attach(what);
  fmt::print("getppid {:.3f} ns\n", nanoseconds_a_call(duration));
  return bench::as_expected;
}

int fail(int status, const std::exception& error) {
  print_to_stderr(fmt::format("counting_cost: {}\n", error.what()));
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv, static_cast<std::size_t>(argc)});
  } catch (const UsageError& error) {
    return fail(bench::wrong_usage, error);
  } catch (const std::exception& error) {
    return fail(bench::measurement_failed, error);
  }
}
