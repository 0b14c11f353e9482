#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/file_descriptor.hpp"

namespace vdsobench::bench {

/// A file in the folder of another, whose place it takes at once when it is whole. Until then it
/// has no name at all (O_TMPFILE, open(2)), so that nothing is left of it whenever the process
/// dies; where the file system knows no such files, one that goes with the object. All throw
/// std::system_error.
class Beside {
 public:
  /// `wanted` is no link.
  explicit Beside(std::filesystem::path wanted);
  ~Beside();
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  void fill(std::string_view text);
  void put_in_place();

 private:
  bool link_to(const std::string& name) const;

  std::filesystem::path wanted_;
  std::string name_;  // empty while it has none
  FileDescriptor file_;
};

}  // namespace vdsobench::bench
