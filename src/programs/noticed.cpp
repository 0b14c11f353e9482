#include "programs/noticed.hpp"

#include <utility>

namespace vdsobench::programs {

namespace {

// Programs of 32 bits enter by the vDSO's __kernel_vsyscall, whoever asks, and who asked is not
// told.
Origin origin_of_noticed(const Subject& subject, const Entry& entry) {
  auto origin = origin_of({}, subject, entry.address);
  if (entry.bits32 != 0 && origin.place == Place::vdso) origin = {.place = Place::unknown};
  return origin;
}

}  // namespace

void Noticed::meet(const Notice& notice) {
  if (notice.kind != Notice::Kind::call) return;
  const auto& entry = notice.entry;
  auto bytes = bytes_of(entry);
  if (known_.contains(bytes) || known_.size() == VDSOBENCH_ENTRIES) return;
  known_.emplace(std::move(bytes), Known{describe(entry)});
}

void Noticed::count(const Notice& notice) {
  const auto& entry = notice.entry;
  if (const auto found = known_.find(bytes_of(entry)); found != known_.end())
    ++found->second.calls;
  else if (entry.function < VDSOBENCH_FUNCTIONS)
    ++others_[entry.function];
}

Row Noticed::describe(const Entry& entry) const {
  Subject subject = {};
  subject.process = static_cast<pid_t>(entry.process);
  if (entry.outside != 0)
    subject.unseen = "it is in another PID namespace";
  else
    subject = subject_of({}, process_of({}, subject.process));
  return row_for(entry, subject, origin_of_noticed(subject, entry), here_);
}

Interval Noticed::take() {
  Rows rows;
  for (const auto& [bytes, each] : known_)
    if (each.calls > 0) rows.add(each.row, each.calls, true);
  return {
      .time = std::chrono::steady_clock::now() - begin_, .rows = rows.take(), .others = others_};
}

}  // namespace vdsobench::programs
