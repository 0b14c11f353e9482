#include "programs/row.hpp"

#include <utility>

namespace vdsobench::programs {

Row row_for(const Entry& entry, const Subject& subject, Origin origin, const Here& here) {
  const Asked asked = {entry.function, entry.clock};
  auto explanation = explain(asked, subject, origin, here);
  return {.process = subject.process,
          .name = subject.name,
          .asked = asked,
          .origin = std::move(origin),
          .explanation = std::move(explanation),
          .circumstances = circumstances(subject, here.own_filters),
          .library = subject.library};
}

std::string bytes_of(const Entry& entry) {
  return {reinterpret_cast<const char*>(&entry), sizeof entry};
}

Rows::Key Rows::key_of(const Row& row) {
  return {row.ended ? 0 : row.process,
          row.name,
          row.asked.function,
          row.asked.clock,
          row.origin.place,
          row.origin.file,
          row.origin.symbol};
}

void Rows::add(const Row& row, std::uint64_t calls, bool ended) {
  Row copy = row;
  copy.ended = ended;
  const auto key = key_of(copy);
  rows_.try_emplace(key, std::move(copy)).first->second.calls += calls;
  if (ended) processes_[key].insert(row.process);
}

std::vector<Row> Rows::take() {
  std::vector<Row> taken;
  for (auto& [key, row] : rows_) {
    if (const auto group = processes_.find(key); group != processes_.end())
      row.processes = group->second.size();
    taken.push_back(std::move(row));
  }
  rows_.clear();
  processes_.clear();
  return taken;
}

}  // namespace vdsobench::programs
