#include "timing/recordings.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

constexpr double ticks_a_ns = 2.596;
constexpr double calls_a_batch = 100;
constexpr std::size_t batches_a_visit = 10;

// A line of visits is long.
void for_each_line(const std::string& name, const std::function<void(std::istringstream&)>& read) {
  const auto path = std::string(RECORDINGS) + "/" + name;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) throw std::runtime_error("cannot open " + path);
  std::string text;
  std::array<char, 1U << 16> piece;
  for (int size; (size = gzread(file, piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<std::size_t>(size));
  gzclose(file);
  std::istringstream rows(text);
  for (std::string line; std::getline(rows, line);) {
    std::ranges::replace(line, ',', ' ');
    std::istringstream words(line);
    read(words);
  }
}

}  // namespace

std::vector<RecordedVisit> shared_core() {
  std::vector<RecordedVisit> all;
  std::vector<double> batches;
  for_each_line("shared-core.csv.gz", [&](std::istringstream& words) {
    int process = 0;
    std::string call;
    double before = 0, batch = 0, after = 0;
    words >> process >> call >> before >> batch >> after;
    if (batches.empty()) all.push_back({process, call, {0, before, before}});
    auto& visit = all.back().visit;
    visit.fastest = std::min({visit.fastest, before, after});
    visit.slowest = std::max({visit.slowest, before, after});
    batches.push_back(batch / calls_a_batch / ticks_a_ns);
    if (batches.size() < batches_a_visit) return;
    visit.cost = median(std::move(batches));
    batches.clear();
  });
  return all;
}

std::vector<QuietVisits> quiet_visits() {
  std::vector<QuietVisits> all;
  for_each_line("quiet-visits.txt.gz", [&](std::istringstream& words) {
    QuietVisits visits = {};
    words >> visits.process >> visits.call;
    for (double ns = 0; words >> ns;) visits.ns.push_back(ns);
    all.push_back(std::move(visits));
  });
  return all;
}

}  // namespace vdsobench::timing
