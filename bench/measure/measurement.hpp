#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "bench/processes/worker_request.hpp"
#include "timing/figures.hpp"
#include "timing/latency.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

/// One call of a run: what was found out about it, and from every process its figures, or why it
/// has none.
struct Row {
  verdict::Finding finding;
  std::vector<Result<timing::Figures>> figures;
  std::vector<Result<timing::Latency>> latencies = {};  // likewise, where asked for
  int threads = 0;  // that made the call at once; 0 where the run does not compare such numbers

  const calls::Call& call() const { return *finding.evidence.call; }
  std::string name() const;  // as results have it
  bool is_absent() const;    // the call is not available here

  /// Of exact mode, where one process measures; null where it has none.
  const timing::Figures* exact_figures() const;
};

/// The name of a call's row in a result, with the number of threads where there is one.
std::string row_name(const calls::Call& call, int threads);

/// A whole run. Figures are in core cycles, which no change of the clock moves; to be read in
/// nanoseconds they are all held against one clock, that of the run's median.
struct Measurement {
  std::vector<Row> rows;
  bool exact = false;             // figures are instructions
  bool latency = false;           // rows have latencies
  double counter_hz = 0;          // median over processes, 0 where none measured
  double core_hz = 0;             // likewise
  double step = 0;                // of the counter, cycles: the greatest of the processes
  double additions = 0;           // in a witness, likewise
  timing::EmptyLoops empty = {};  // of all processes
  double floor = 0;               // what the witness takes on the core alone, cycles; 0 where
                                  // calls were not visited
  double seconds = 0;             // of CPU time that all processes together have taken
  std::uint64_t switches = 0;     // how often meanwhile the CPU was taken away from one
  std::vector<std::string> failures = {};  // of processes, a line each
  std::optional<double> quiet = {};        // share of visits, of a saved run, which lacks them

  /// Nanoseconds a cycle; in exact mode 1, as there a nanosecond is an instruction.
  double ns_per_unit() const;
};

struct MeasurementPlan {
  WorkerRequest worker;             // of every process, but for its calls and its seed; its CPUs
                                    // for threads are in the order in which threads are added
  int processes;                    // at least
  std::optional<double> precision;  // as a share of the headline: go on until every call has it,
  double max_seconds;               // or until all processes together have taken this long
  double quiet_seconds = 0;  // how long in all to wait for quiet visits of every row, after that
  std::vector<int> threads;  // how many make a call at once, each number in turn; empty: as ever
};

/// Times every call that works, in processes of its own, one after the other: as many as planned,
/// and more for a precision, or while rows lack quiet visits in most of them. `progress` is told
/// how many are done before each.
Measurement measure(std::vector<verdict::Finding> findings, const MeasurementPlan& plan,
                    const std::function<void(int done)>& progress);

}  // namespace vdsobench::bench
