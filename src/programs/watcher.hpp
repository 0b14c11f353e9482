#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>

#include "programs/row.hpp"

namespace vdsobench::programs {

/// Makes rows of what the hooks count. Processes are looked at when their first entry of a kind is
/// seen; what had ended by then is known by what the kernel noted.
class Watcher {
 public:
  /// Which processes have rows of their own: those that live, or none, where all will have ended
  /// before anybody asks.
  enum class Apart { living, none };

  Watcher(Hooks hooks, Here here, std::string only_name = {}, Apart apart = Apart::living);

  const Hooks& hooks() const { return hooks_; }

  /// Reads the counts. Has to be called once a second or so: that makes room for new processes, and
  /// finds those that do not live long.
  void look();

  /// What was counted since this was last called, by all looks.
  Interval take();

  /// From now on reasons are found in these: the kernel's clock has changed.
  void explain_by(Here here);

 private:
  struct Known {
    Row row;
    std::uint64_t calls = 0;  // so far
    bool stale = false;       // its reason may be another by now
  };

  Known& known(const Count& count);
  Row describe(const Count& count) const;
  bool is_wanted(const Row& row) const;
  std::set<pid_t> ended_processes() const;

  Hooks hooks_;
  Here here_;
  std::string only_name_;
  Apart apart_;
  std::map<std::string, Known> known_ = {};  // by the bytes of an Entry
  Rows rows_ = {};
  ByFunction others_ = {}, lost_ = {};  // up to the last interval
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace vdsobench::programs
