#include "bench/output/matrix.hpp"

#include <algorithm>

namespace vdsobench::bench {

namespace {

// Sorts what rows have in common, a function or a path, by whether any of them is there.
template <class Shared, class Of>
void sort(const std::vector<Row>& rows, const Shared* shared, Of of,
          std::vector<const Shared*>& present, std::vector<const Row*>& absent) {
  const auto has = [&](const Row& row) { return of(row) == shared; };
  const auto first = std::ranges::find_if(rows, has);
  if (first == rows.end()) return;
  if (std::all_of(first, rows.end(), [&](const Row& row) { return !has(row) || row.is_absent(); }))
    absent.push_back(&*first);
  else
    present.push_back(shared);
}

}  // namespace

Matrix::Matrix(const Measurement& measurement) : measurement_(measurement) {
  const auto& rows = measurement.rows;
  const calls::Function* last = nullptr;
  for (const auto& row : rows) {
    const auto* function = row.call().function;
    if (function != last)
      sort(
          rows, function, [](const Row& r) { return r.call().function; }, functions,
          absent_functions);
    last = function;
  }
  for (const auto* path : calls::all_paths())
    sort(
        rows, path, [](const Row& r) { return r.call().path; }, paths, absent_paths);
}

const Row* Matrix::find(const calls::Function& function, std::string_view path) const {
  const auto found = std::ranges::find_if(measurement_.rows, [&](const Row& row) {
    return row.call().function == &function && row.call().path->name == path;
  });
  return found == measurement_.rows.end() ? nullptr : &*found;
}

}  // namespace vdsobench::bench
