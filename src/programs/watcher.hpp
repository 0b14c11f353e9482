#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "programs/explanation.hpp"
#include "programs/hooks.hpp"

namespace vdsobench::programs {

/// Entries of a process, by one function, from one place; or of processes of one name that have
/// ended, together. Text of it is printable.
struct Row {
  pid_t process;  // the first of them
  std::string name;
  std::size_t processes = 1;
  bool ended = false;
  Asked asked;
  Origin origin;
  Explanation explanation;
  std::vector<std::string> circumstances;
  std::string library;
  std::uint64_t calls = 0;
};

/// What was counted in a time.
struct Interval {
  std::chrono::duration<double> time{};
  std::vector<Row> rows = {};
  ByFunction others = {};  // for which there was no room, and so no row
  ByFunction lost = {};    // that the kernel did not count
};

/// Makes rows of what the hooks count. Processes are looked at when their first entry of a kind is
/// seen; what had ended by then is known by what the kernel noted.
class Watcher {
 public:
  Watcher(Hooks hooks, Here here, std::string only_name = {});

  const Hooks& hooks() const { return hooks_; }

  /// Reads the counts. Has to be called once a second or so: that makes room for new processes, and
  /// finds those that do not live long.
  void look();

  /// What was counted since this was last called, by all looks.
  Interval take();

 private:
  struct Known {
    Row row;
    std::uint64_t calls = 0;  // so far
  };
  /// Tells rows apart.
  using Key = std::tuple<pid_t, std::string, unsigned, int, Place, std::string, std::string>;

  static Key key_of(const Row& row);
  Known& known(const Count& count);
  Row describe(const Count& count) const;
  std::set<pid_t> ended_processes() const;
  void add(const Row& row, std::uint64_t calls, bool ended);

  Hooks hooks_;
  Here here_;
  std::string only_name_;
  std::map<std::string, Known> known_ = {};  // by the bytes of an Entry
  std::map<Key, Row> rows_ = {};
  std::map<Key, std::set<pid_t>> processes_ = {};  // of a row of ended ones
  ByFunction others_ = {}, lost_ = {};             // up to the last interval
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace vdsobench::programs
