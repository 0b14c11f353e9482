#include "programs/noticed.hpp"

#include <set>
#include <tuple>
#include <utility>

namespace vdsobench::programs {

namespace {

std::string key_of(const Entry& entry) {
  return {reinterpret_cast<const char*>(&entry), sizeof entry};
}

// Programs of 32 bits enter by the vDSO's __kernel_vsyscall, whoever asks, and who asked is not
// told.
Origin origin_of_noticed(const Subject& subject, const Entry& entry) {
  auto origin = origin_of({}, subject, entry.address);
  if (entry.bits32 != 0 && origin.place == Place::vdso) origin = {.place = Place::unknown};
  return origin;
}

}  // namespace

void Noticed::meet(const Entry& entry) {
  auto bytes = key_of(entry);
  if (known_.contains(bytes) || known_.size() == VDSOBENCH_ENTRIES) return;
  known_.emplace(std::move(bytes), Known{describe(entry)});
}

void Noticed::count(const Entry& entry) {
  if (const auto found = known_.find(key_of(entry)); found != known_.end())
    ++found->second.calls;
  else if (entry.function < VDSOBENCH_FUNCTIONS)
    ++others_[entry.function];
}

Row Noticed::describe(const Entry& entry) const {
  const Asked asked = {entry.function, entry.clock};
  Subject subject = {};
  subject.process = static_cast<pid_t>(entry.process);
  if (entry.outside != 0)
    subject.unseen = "it is in another PID namespace";
  else
    subject = subject_of({}, subject.process);
  auto origin = origin_of_noticed(subject, entry);
  auto explanation = explain(asked, subject, origin, here_);
  return {.process = subject.process,
          .name = subject.name,
          .asked = asked,
          .origin = std::move(origin),
          .explanation = std::move(explanation),
          .circumstances = circumstances(subject),
          .library = subject.library};
}

Interval Noticed::take() {
  using Key = std::tuple<std::string, unsigned, int, Place, std::string, std::string>;
  std::map<Key, Row> rows;
  std::map<Key, std::set<pid_t>> processes;
  for (const auto& [bytes, each] : known_) {
    if (each.calls == 0) continue;
    const auto& row = each.row;
    const Key key = {row.name,         row.asked.function, row.asked.clock,
                     row.origin.place, row.origin.file,    row.origin.symbol};
    auto& sum = rows.try_emplace(key, row).first->second;
    sum.calls += each.calls;
    processes[key].insert(row.process);
    sum.processes = processes[key].size();
    sum.ended = true;
  }
  Interval interval = {.time = std::chrono::steady_clock::now() - begin_, .others = others_};
  for (auto& [key, row] : rows) interval.rows.push_back(std::move(row));
  return interval;
}

}  // namespace vdsobench::programs
