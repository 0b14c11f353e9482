#include "programs/library.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

#include "base/printable.hpp"

namespace vdsobench::programs {

namespace {

// The number at the start of a text.
std::string number_in(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, [](unsigned char character) {
    return std::isdigit(character) != 0 || character == '.';
  });
  std::string number(text.begin(), end);
  while (number.ends_with('.')) number.pop_back();
  return number;
}

// "go1.22.1" follows in the section that `go version` reads, from Go 1.18 on with its length before
// it (src/debug/buildinfo/buildinfo.go).
std::string go_release(const std::string& information) {
  constexpr std::size_t header = 32, longest = 64;
  constexpr std::string_view mark = "go";
  if (information.size() <= header) return {};
  const auto text = std::string_view(information).substr(header, longest);
  const auto at = text.find(mark);
  return at == text.npos ? std::string() : number_in(text.substr(at + mark.size()));
}

}  // namespace

// "libc-2.31.so" was glibc's file before 2.34; musl's is its loader, to which Alpine gives a second
// name; bionic's is beside its loader in one of Android's own folders.
std::string_view libc_by_name(std::string_view file) {
  const auto name = file.substr(file.rfind('/') + 1);
  if (name == "libc.so.6" || (name.starts_with("libc-2.") && name.ends_with(".so"))) return "glibc";
  if (name.starts_with("ld-musl-") || name.starts_with("libc.musl-")) return "musl";
  if (name != "libc.so") return {};
  return file.find("/bionic/") != file.npos || file.starts_with("/system/") ? "bionic" : "musl";
}

// "GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36." is what the file prints when
// it is run (csu/version.c).
std::string glibc_release(int descriptor) {
  constexpr std::string_view banner = "GNU C Library (", mark = " release version ";
  constexpr std::size_t chunk = 64 * 1024, most = 16 * 1024 * 1024, longest = 200;
  std::string text;
  for (std::size_t offset = 0; offset < most; offset += chunk) {
    text.erase(0, text.size() - std::min(text.size(), longest));
    const auto kept = text.size();
    text.resize(kept + chunk);
    const auto got = pread(descriptor, text.data() + kept, chunk, static_cast<off_t>(offset));
    text.resize(kept + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    const auto at = text.find(banner);
    const auto version = at == text.npos ? at : text.find(mark, at);
    if (version != text.npos && version - at < longest)
      return number_in(std::string_view(text).substr(version + mark.size(), 8));
    if (got <= 0) break;
  }
  return {};
}

std::string library_inside(int descriptor, const image::ElfFile& file) {
  if (const auto go = file.section(".go.buildinfo", 256); !go.empty())
    return fmt::format("Go {}", go_release(go));
  const auto release = glibc_release(descriptor);
  return release.empty() ? "static" : "static glibc " + release;
}

}  // namespace vdsobench::programs
