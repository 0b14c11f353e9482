#pragma once

#include <sys/types.h>

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/file_descriptor.hpp"
#include "programs/descriptor_socket.hpp"
#include "programs/tally.hpp"

namespace vdsobench::programs {

/// Why a program was not started.
struct NotStarted {
  bool is_programs;  // it could not be run; otherwise its calls could not be noticed
  int error;         // errno of execvp(3), or 0
  std::string text;  // for people
};

/// A program that was started so that its calls, and those of all that it starts, are noticed.
class Followed {
 public:
  /// Starts it, with a tally that outlives this, found as a shell finds it, with this process's
  /// files, environment and signals. It dies with this process, which becomes the parent of
  /// whatever it leaves behind (PR_SET_CHILD_SUBREAPER), and no longer ends by the terminal's
  /// SIGINT and SIGQUIT: those are the program's. One at a time.
  static std::variant<Followed, NotStarted> start(const std::vector<std::string>& command,
                                                  Noticing noticing, Tally& tally);

  /// Until all that was started has ended: the program's own status, as waitpid(2) gives it.
  /// SIGTERM and SIGHUP are handed on to it.
  int wait();

  /// Programs that were started without the rights that their files give, with those rights; not
  /// all where there are many.
  const std::set<std::string>& without_rights() const { return without_rights_; }

 private:
  Followed(pid_t process, FileDescriptor notices, Tally& tally)
      : process_(process), notices_(std::move(notices)), tally_(&tally) {}

  void take();
  Received receive_from(const FileDescriptor& socket);

  pid_t process_;
  FileDescriptor notices_;
  Tally* tally_;
  std::set<std::string> without_rights_ = {};
};

}  // namespace vdsobench::programs
