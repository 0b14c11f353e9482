#include "base/root.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/printable.hpp"
#include "base/text.hpp"

namespace vdsobench {

std::filesystem::path Root::at(std::string_view relative) const {
  // An absolute right-hand side would replace the root altogether.
  return path / std::filesystem::path(relative).relative_path();
}

std::optional<std::string> Root::read(std::string_view relative) const {
  std::ifstream file(at(relative), std::ios::binary);
  // A folder opens, but its first read fails; an empty file is no failure.
  if (!file || (file.peek() == std::ifstream::traits_type::eof() && file.bad())) return {};
  std::string contents(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return {};
  return printable(trimmed(contents));
}

std::optional<std::string> Root::link(std::string_view relative) const {
  std::error_code error;
  const auto target = std::filesystem::read_symlink(at(relative), error);
  if (error) return {};
  return target.string();
}

std::vector<std::string> Root::list(std::string_view relative) const {
  std::error_code error;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry(at(relative), error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
    names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace vdsobench
