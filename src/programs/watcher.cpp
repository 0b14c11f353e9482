#include "programs/watcher.hpp"

#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "programs/ended.hpp"

namespace vdsobench::programs {

namespace {

Entry entry_of(const std::string& bytes) {
  Entry entry;
  std::memcpy(&entry, bytes.data(), sizeof entry);
  return entry;
}

bool has_ended(pid_t process) { return kill(process, 0) != 0 && errno == ESRCH; }

// The numbers only grow.
ByFunction since(const ByFunction& before, const ByFunction& now) {
  ByFunction difference = {};
  for (std::size_t i = 0; i < now.size(); ++i) difference[i] = now[i] - before[i];
  return difference;
}

// The mapping of the same kind in this process; where there is none, nothing lies in it.
std::uint64_t vdso_size(const calls::ProcessFacts& facts) {
  const auto vdso = std::ranges::find(facts.mappings, "[vdso]", &image::Mapping::name);
  return vdso == facts.mappings.end() ? 0 : vdso->end - vdso->begin;
}

}  // namespace

Watcher::Watcher(Hooks hooks, Here here, std::string only_name, Apart apart)
    : hooks_(std::move(hooks)),
      here_(std::move(here)),
      only_name_(std::move(only_name)),
      apart_(apart) {}

// Which processes have ended is asked before the counts are read: those of an ended process are its
// last then, and may be forgotten.
void Watcher::look() {
  const auto ended = ended_processes();
  for (const auto& count : hooks_.counts()) {
    auto& [row, calls, stale] = known(count);
    const bool is_grouped = apart_ == Apart::none || ended.contains(row.process) || row.ended;
    if (count.calls > calls && is_wanted(row)) rows_.add(row, count.calls - calls, is_grouped);
    calls = count.calls;
  }
  for (auto each = known_.begin(); each != known_.end();) {
    const auto entry = entry_of(each->first);
    const bool is_over = entry.outside == 0 && ended.contains(static_cast<pid_t>(entry.process));
    if (is_over) hooks_.forget(entry);
    each = is_over ? known_.erase(each) : std::next(each);
  }
}

Interval Watcher::take() {
  const auto now = std::chrono::steady_clock::now();
  Interval interval = {.time = now - std::exchange(begin_, now), .rows = rows_.take()};
  const auto others = hooks_.others();
  interval.others = since(others_, others);
  others_ = others;
  if (const auto lost = hooks_.lost()) {
    interval.lost = since(lost_, lost.value());
    lost_ = lost.value();
  }
  return interval;
}

std::set<pid_t> Watcher::ended_processes() const {
  std::set<pid_t> seen, ended;
  for (const auto& [bytes, each] : known_) {
    const auto entry = entry_of(bytes);
    const auto process = static_cast<pid_t>(entry.process);
    if (entry.outside == 0 && seen.insert(process).second && has_ended(process))
      ended.insert(process);
  }
  return ended;
}

void Watcher::explain_by(Here here) {
  here_ = std::move(here);
  for (auto& [bytes, each] : known_) each.stale = true;
}

Watcher::Known& Watcher::known(const Count& count) {
  const auto [place, is_new] = known_.try_emplace(bytes_of(count.entry));
  auto& found = place->second;
  if ((is_new || found.stale) && !found.row.ended) found.row = describe(count);
  found.stale = false;
  return found;
}

Row Watcher::describe(const Count& count) const {
  auto subject = ended_subject(count);
  auto origin = ended_origin(count, vdso_size(here_.process_facts));
  bool ended = false;
  if (count.entry.outside != 0) {
    subject.unseen = "it is in another PID namespace";
  } else {
    auto seen = subject_of({}, subject.process);
    ended = seen.mappings.empty() && has_ended(subject.process);
    if (!seen.mappings.empty() && has_become_another(count, seen)) {
      subject.unseen = "it has become another program since";
    } else if (!seen.mappings.empty()) {
      origin = origin_of({}, seen, count.entry.address);
      subject = std::move(seen);
    } else if (!ended) {
      subject.unseen = seen.unseen;
    }
  }
  auto row = row_for(count.entry, subject, std::move(origin), here_);
  row.ended = ended;
  return row;
}

bool Watcher::is_wanted(const Row& row) const {
  return only_name_.empty() || row.name == only_name_;
}

}  // namespace vdsobench::programs
