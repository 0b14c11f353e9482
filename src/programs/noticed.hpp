#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "programs/row.hpp"
#include "programs/tally.hpp"

namespace vdsobench::programs {

/// Makes rows of calls that are noticed one by one, each while its process stands still. Processes
/// of one name are put together.
class Noticed : public Tally {
 public:
  explicit Noticed(Here here) : here_(std::move(here)) {}

  Noticing noticing() const override { return Noticing::calls; }
  std::string_view way() const override { return "seccomp"; }

  /// Looks at who calls, if that is new.
  void meet(const Notice& notice) override;
  void count(const Notice& notice) override;
  Interval take() override;

 private:
  struct Known {
    Row row;
    std::uint64_t calls = 0;
  };

  Row describe(const Entry& entry) const;

  Here here_;
  std::map<std::string, Known> known_ = {};  // by the bytes of an Entry
  ByFunction others_ = {};
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace vdsobench::programs
