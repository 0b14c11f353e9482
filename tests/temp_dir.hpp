#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/root.hpp"

namespace vdsobench {

// A folder that stands for a machine's root, filled by the test and removed with it.
class TempDir {
 public:
  TempDir() {
    std::string name = std::filesystem::temp_directory_path() / "vdsobench-host-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
    path_ = name;
  }
  ~TempDir() { std::filesystem::remove_all(path_); }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  TempDir& write(std::string_view file, std::string_view contents) {
    const auto place = path_ / file;
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << contents;
    return *this;
  }

  TempDir& link(std::string_view file, std::string_view target) {
    const auto place = path_ / file;
    std::filesystem::create_directories(place.parent_path());
    std::filesystem::create_symlink(target, place);
    return *this;
  }

  [[nodiscard]] Root root() const { return Root{path_}; }

 private:
  std::filesystem::path path_;
};

}  // namespace vdsobench
