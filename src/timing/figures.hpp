#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "timing/parts.hpp"
#include "timing/quiet.hpp"

namespace vdsobench::timing {

/// What was measured of one call, in core cycles (in exact mode: instructions) a batch.
struct Samples {
  std::uint64_t batch;             // calls in a batch
  std::vector<double> calls;       // a batch each
  std::vector<double> empty;       // the loop and the timer alone
  std::vector<Visit> visits = {};  // that the batches belong to; none where calls are not visited
  double cold_call = 0;            // net cycles of a call after other work, likewise
};

/// A way that a call takes in exact mode, of several that there may be.
struct Way {
  double instructions;  // net
  double share;         // of calls, 0 to 1
};

/// Net cycles (in exact mode: instructions) a call, by quantile over batches.
struct Figures {
  std::uint64_t calls;  // timed altogether
  std::uint64_t batch;
  double headline;  // of visits the lowest state; where none is quiet, the median batch
  double p10, p50, p90, p99, max;
  double disturbed;                // share of batches far above the rest, 0 to 1
  double cold = 0;                 // of a single call after other work; 0 where not measured
  double quiet = 0;                // as in Judged
  std::vector<State> states = {};  // of its quiet visits, the cheapest first
  std::vector<Visit> visits = {};
  std::vector<Way> ways = {};       // in exact mode, the commonest first, of equals the cheaper
  std::optional<Parts> parts = {};  // of the commonest, where it could be stepped through
};

/// Which quantile of batches is the headline. Half of the batches may be disturbed before the
/// median moves, and three quarters before this does; lower ones hold the readings of the ruler
/// that erred. Measured on 68 calls over ten default runs each, in cycles, with two CPUs' worth of
/// work for each CPU and more, with and without another process that never rests on the very CPU:
///
///                                                p10     p25     p50     p90
///     the call most moved by that process        8.1 %   0.4 %   10.9 %  49.7 %
///     the widest of ten runs (max / min) - 1     6.6 %   0.3 %    1.3 %   7.3 %
inline constexpr double headline_quantile = 0.25;

/// A batch that took this many times the median was disturbed: an interrupt, another process.
inline constexpr double disturbed_factor = 1.25;

/// From batches to figures: each quantile is the call's less the headline of its empty batches.
/// The headline is the same of batches; where there are visits, judge_by() has to find a better.
Figures figures(Samples samples);

/// Takes the headline from the visits, if any, by what is quiet. `loops` has the figures' length of
/// batch: by this process alone, or by all that ran the same loops, which know better.
void judge_by(const Quiet& quiet, const LoopCosts& loops, Figures& figures);

/// Figures of all calls of one process, by what was quiet in it alone.
std::vector<Figures> judged_figures(std::vector<Samples> samples, const EmptyLoops& empty,
                                    double step);

/// The same where a tick is an instruction: the least batch is the one that no interrupt hit, and
/// what it took is a whole number a call, as is what the one in the middle took. The reason says
/// what it was if not.
Result<Figures> exact_figures(Samples samples);

}  // namespace vdsobench::timing
