#include <fmt/format.h>
#include <sys/auxv.h>

#include <exception>

#include "base/printable.hpp"
#include "bench/cli/options.hpp"
#include "bench/commands/commands.hpp"
#include "bench/exit_status.hpp"
#include "bench/output/terminal.hpp"
#include "bench/processes/guard.hpp"
#include "bench/processes/internal_commands.hpp"
#include "entries/capabilities.hpp"

namespace {

using namespace vdsobench;
using namespace vdsobench::bench;

int check_any(const CheckOptions& options) {
  if (!options.program.empty()) return check_program(options);
  return options.process ? check_process(options) : check(options);
}

int dispatch(const Options& options) {
  switch (options.command) {
    case Options::Command::run:
      return run(options.run);
    case Options::Command::check:
      return check_any(options.check);
    case Options::Command::watch:
      return watch(options.watch);
    case Options::Command::list:
      return list(options.list, options.json);
    case Options::Command::inspect:
      return inspect(options.json);
    case Options::Command::show:
      return show(options.show);
    case Options::Command::selftest:
      return selftest(options.selftest);
    case Options::Command::worker:
      return worker(options.worker_request);
    case Options::Command::tracee:
      return tracee(options.tracee);
  }
  return wrong_usage;
}

// What is lost on a full disk must not pass for a result.
int written(int status) {
  if (const auto handed_on = flush_output(); !handed_on)
    throw MeasurementError(handed_on.reason().text);
  return status;
}

// Who started those waits for them, and says how they ended; a program that is run has its terminal
// and its signals to itself.
bool is_alone(const Options& options) {
  return options.command == Options::Command::worker ||
         options.command == Options::Command::tracee || !options.check.program.empty();
}

int carry_out(const Options& options) {
  const auto work = [&] { return written(dispatch(options)); };
  return is_alone(options) ? work() : guarded(work);
}

// With that, files would be written as another user than the one who asks. The kernel's own vector
// says so without a system call, which a filter may deny (getauxval(3)).
void refuse_set_user_id() {
  const auto same = [](auto real, auto effective) {
    return getauxval(real) == getauxval(effective);
  };
  if (same(AT_UID, AT_EUID) && same(AT_GID, AT_EGID)) return;
  throw UsageError(
      "this program must not be set-user-ID or set-group-ID: chmod ug-s it; what counting needs is "
      "setcap cap_bpf,cap_perfmon+ep");
}

// Who counts gives up what the file lends after that, the others at once.
Options parse_without_privilege(int argc, char** argv) {
  refuse_set_user_id();
  entries::lay_aside_lent_capabilities();
  auto options = parse(argc, argv);
  const auto command = options.command;
  const bool counts = command == Options::Command::run || command == Options::Command::check ||
                      command == Options::Command::watch;
  if (!counts) entries::give_up_lent_capabilities();
  return options;
}

int fail(int status, const std::exception& error) {
  constexpr std::size_t most = 1000;  // an argument that is quoted may be a hundred times as long
  print_to_stderr(fmt::format("vdsobench: {}\n", printable_line(error.what(), most)));
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return carry_out(parse_without_privilege(argc, argv));
  } catch (const UsageError& error) {
    return fail(wrong_usage, error);
  } catch (const std::exception& error) {
    return fail(measurement_failed, error);
  }
}
