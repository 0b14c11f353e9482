#include "entries/small_file.hpp"

#include <fstream>
#include <iterator>

namespace vdsobench::entries {

std::string read_small_file(const std::string& path) {
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace vdsobench::entries
