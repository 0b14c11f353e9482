#include "bench/processes/self.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/file_descriptor.hpp"
#include "base/printable.hpp"
#include "base/process.hpp"
#include "bench/exit_status.hpp"
#include "calls/raw_clock.hpp"

namespace vdsobench::bench {

namespace {

using Clock = calls::RawClock;

struct Pipe {
  int from;
  int to;
};

Result<Pipe> open_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return Reason{fmt::format("pipe: {}", std::strerror(errno))};
  return Pipe{ends[0], ends[1]};
}

Result<Child> start(std::vector<std::string> arguments) {
  const auto opened = open_pipe();
  if (!opened) return opened.reason();
  const auto [from, to] = opened.value();
  arguments.insert(arguments.begin(), "vdsobench");
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
  pid_t process = 0;
  const int error =
      posix_spawn(&process, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(to);
  if (error == 0) return Child{process, from};
  close(from);
  return Reason{fmt::format("cannot start another vdsobench: {}", std::strerror(error))};
}

// _exit(2): whatever the parent has buffered, or wants done at its end, is the parent's to do.
[[noreturn]] void send_and_exit(const std::function<std::string()>& work, int to, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(measurement_failed);  // it died before
  try {
    _exit(write_all(to, work()) ? as_expected : measurement_failed);
  } catch (const std::exception& error) {
    print_to_stderr(fmt::format("vdsobench: {}\n", error.what()));
  } catch (...) {
  }
  _exit(measurement_failed);
}

// Everything until the end of file, or nothing if that does not come in time.
std::optional<std::string> read_until(int from, Clock::time_point deadline) {
  std::string text;
  std::array<char, 4096> buffer;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd ready = {from, POLLIN, 0};
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) == 0) return std::nullopt;
    const ssize_t size = read(from, buffer.data(), buffer.size());
    if (size == 0) return text;
    if (size > 0) text.append(buffer.data(), static_cast<std::size_t>(size));
    if (size < 0 && errno != EINTR) return std::nullopt;
  }
}

Result<int> reap(pid_t process) {
  try {
    return wait_for(process);
  } catch (const std::system_error& error) {
    return Reason{fmt::format("left no status: {}", std::strerror(error.code().value()))};
  }
}

// Empty where it ended well.
std::string how_it_failed(int status) {
  if (WIFSIGNALED(status)) return fmt::format("died of SIG{}", sigabbrev_np(WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0) return fmt::format("ended with status {}", WEXITSTATUS(status));
  return {};
}

}  // namespace

Result<Child> fork_to(const std::function<std::string()>& work) {
  const auto opened = open_pipe();
  if (!opened) return opened.reason();
  const auto [from, to] = opened.value();
  const pid_t parent = getpid();
  const pid_t process = fork();
  const int error = errno;
  if (process == 0) send_and_exit(work, to, parent);
  close(to);
  if (process > 0) return Child{process, from};
  close(from);
  return Reason{fmt::format("cannot be forked: {}", std::strerror(error))};
}

Result<std::string> answer_of(const Child& child, std::chrono::milliseconds deadline) {
  const auto [process, output] = child;
  auto text = read_until(output, Clock::now() + deadline);
  if (!text) kill(process, SIGKILL);
  close(output);
  const auto status = reap(process);
  if (!text) return Reason{fmt::format("gave no answer within {} s", deadline.count() / 1000)};
  if (!status) return status.reason();
  if (auto failure = how_it_failed(status.value()); !failure.empty()) return Reason{failure};
  return *std::move(text);
}

Result<std::string> run_self(const std::vector<std::string>& arguments,
                             std::chrono::milliseconds deadline) {
  const auto child = start(arguments);
  return child ? answer_of(child.value(), deadline) : child.reason();
}

void stay_with_parent() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  pollfd output = {STDOUT_FILENO, 0, 0};
  if (poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0)
    throw MeasurementError("the run that this process belongs to has ended");
}

}  // namespace vdsobench::bench
