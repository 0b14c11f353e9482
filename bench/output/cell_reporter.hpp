#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "bench/output/per_call.hpp"

namespace vdsobench::bench {

/// Stands before one of Google Benchmark's reporters and shows it rows as results/README.md has
/// them: named after the call alone, without the library's "/iterations:1/manual_time", a row per
/// process, as a repetition, and no aggregates, which are the comparison's business; all at once,
/// at the end. With headlines it shows a row a call (one_a_call).
class CellReporter : public benchmark::BenchmarkReporter {
 public:
  CellReporter(benchmark::BenchmarkReporter& library, std::ostream& to,
               std::optional<Headlines> headlines = std::nullopt)
      : library_(library), headlines_(std::move(headlines)) {
    library_.SetOutputStream(&to);
  }

  bool ReportContext(const Context& context) override { return library_.ReportContext(context); }
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  // The processes of a row are one family of benchmarks again.
  Run in_family(Run run);

  benchmark::BenchmarkReporter& library_;
  std::optional<Headlines> headlines_;
  std::vector<Run> cells_;
  std::map<std::string, std::int64_t> families_;
};

/// Shows everything to several reporters, or to none.
class Reporters : public benchmark::BenchmarkReporter {
 public:
  void add(benchmark::BenchmarkReporter& reporter) { reporters_.push_back(&reporter); }

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  std::vector<benchmark::BenchmarkReporter*> reporters_;
};

}  // namespace vdsobench::bench
