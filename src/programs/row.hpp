#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
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

/// A row for the entries of one kind, without calls.
Row row_for(const Entry& entry, const Subject& subject, Origin origin, const Here& here);

/// What tells kinds of entries apart: all their bytes.
std::string bytes_of(const Entry& entry);

/// Adds calls up to rows.
class Rows {
 public:
  void add(const Row& row, std::uint64_t calls, bool ended);

  /// Those that were added since this was last called.
  std::vector<Row> take();

 private:
  /// Tells rows apart.
  using Key = std::tuple<pid_t, std::string, unsigned, int, Place, std::string, std::string>;

  static Key key_of(const Row& row);

  std::map<Key, Row> rows_ = {};
  std::map<Key, std::set<pid_t>> processes_ = {};  // of a row of ended ones
};

}  // namespace vdsobench::programs
