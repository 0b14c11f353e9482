#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entries/attach.hpp"

namespace vdsobench::bench {

enum class Format { table, json, csv, console };
enum class Colour { automatic, always, never };

/// Which calls.
struct SelectionOptions {
  std::string filter;              // regular expression on names; a leading '-' turns it round
  std::vector<std::string> paths;  // empty: those that are on by default
  bool all = false;                // also functions that are off by default
};

struct RunOptions {
  SelectionOptions selection;
  std::optional<int> cpu;            // empty: the best there is
  std::optional<int> processes;      // empty: the default
  std::optional<double> min_time;    // seconds a call, over all processes; empty: the default
  std::optional<double> precision;   // per cent
  double max_time = 60;              // seconds, where a precision is asked for
  std::optional<double> wait_quiet;  // seconds at most; empty: the default
  bool quick = false;
  bool exact = false;
  bool latency = false;
  std::vector<int> threads;  // how many make a call at once; empty: one, as ever
  std::string out;           // file for the JSON; empty: none
  Format format = Format::table;
  bool each_process = false;  // csv and console have a row for each, not one a call
  Colour colour = Colour::automatic;
  bool quiet = false;
  bool verbose = false;
  entries::Method confirm = entries::Method::automatic;
  bool only_names = false;                    // print the names of the calls, measure nothing
  std::vector<std::string> google_benchmark;  // its own flags, as they were given
};

struct CheckOptions {
  std::vector<std::string> require;  // functions; empty: what this system could serve
  bool json = false;
  bool verbose = false;
  entries::Method confirm = entries::Method::automatic;
  std::optional<int> process;             // another one, in place of calls of this one's own
  double time = 5;                        // seconds to watch it
  std::vector<std::string> program = {};  // to be run and judged, with its arguments
  std::optional<int> at_most;             // avoidable entries of it that are no finding
  std::optional<int> error_exitcode;      // for a finding
  Colour colour = Colour::automatic;
};

struct WatchOptions {
  std::optional<int> process;  // empty: all
  std::string cgroup;          // a folder; empty: all
  std::string name;            // of processes; empty: all
  std::optional<double> time;  // seconds, then a report of all; empty: without an end
  bool json = false;
  bool verbose = false;
  Colour colour = Colour::automatic;
};

struct ShowOptions {
  std::string file;
  Colour colour = Colour::automatic;
};

struct SelftestOptions {
  std::optional<int> cpu;  // empty: the best there is
  double seconds = 3;
  Colour colour = Colour::automatic;
};

/// For scripts/anatomy.py.
struct TraceeOptions {
  std::vector<std::string> calls;
  unsigned long n = 0;  // calls between two pauses
  std::string port;     // where the pages come from whose symbols are wanted
};

struct Options {
  enum class Command { run, check, watch, list, inspect, show, selftest, worker, tracee };
  Command command = Command::run;
  RunOptions run;
  CheckOptions check;
  WatchOptions watch;
  SelectionOptions list;
  bool json = false;  // of list and inspect
  ShowOptions show;
  SelftestOptions selftest;
  std::string worker_request;  // JSON: WorkerRequest
  TraceeOptions tracee;
};

/// Reads the command line. Throws UsageError; prints help or version and exits with 0 where asked.
Options parse(int argc, char** argv);

}  // namespace vdsobench::bench
