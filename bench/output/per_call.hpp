#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace vdsobench::bench {

/// What calls cost, nanoseconds, by the names of their rows: what the table shows.
using Headlines = std::map<std::string, double>;

/// Of a call's rows, which are one a process, a single one in the place of the first: its time is
/// its headline, or where there is none the median of the processes; of maxima the largest, of all
/// other counters the median. States are left out: no two processes number theirs alike. A call
/// that no process has measured keeps its first row, with the reason.
std::vector<benchmark::BenchmarkReporter::Run> one_a_call(
    const std::vector<benchmark::BenchmarkReporter::Run>& cells, const Headlines& headlines);

}  // namespace vdsobench::bench
