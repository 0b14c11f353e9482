#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/file_descriptor.hpp"
#include "programs/entry.h"

namespace vdsobench::programs {

/// Why a program was not started.
struct NotStarted {
  bool is_programs;  // it could not be run; otherwise its calls could not be noticed
  int error;         // errno of execvp(3), or 0
  std::string text;  // for people
};

/// What is done at a call: at the first, while its process stands still; then when it has gone on
/// into the kernel.
struct OnCall {
  std::function<void(const vdsobench_entry&)> meet, count;
};

/// A program that was started so that its calls, and those of all that it starts, are noticed.
class Followed {
 public:
  /// Starts it, found as a shell finds it, with this process's files, environment and signals. It
  /// dies with this process, which becomes the parent of whatever it leaves behind
  /// (PR_SET_CHILD_SUBREAPER), and no longer ends by the terminal's SIGINT and SIGQUIT: those are
  /// the program's. One at a time.
  static std::variant<Followed, NotStarted> start(const std::vector<std::string>& command);

  /// Until all that was started has ended: the program's own status, as waitpid(2) gives it.
  /// SIGTERM and SIGHUP are handed on to it.
  int wait(const OnCall& on_call);

 private:
  Followed(pid_t process, FileDescriptor notices)
      : process_(process), notices_(std::move(notices)) {}

  pid_t process_;
  FileDescriptor notices_;
};

}  // namespace vdsobench::programs
