#include "host/libc.hpp"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/libc_symbol.hpp"

namespace vdsobench::host {

std::string libc() {
#ifdef _CS_GNU_LIBC_VERSION
  std::array<char, 64> version{};
  if (confstr(_CS_GNU_LIBC_VERSION, version.data(), version.size()) > 0)
    return std::string(libc_is_inside() ? "static " : "") + version.data();
#endif
  // musl defines no macro to know it by, and answers this question with EINVAL.
  return "musl";
}

// By its loader, which a program names by that very path.
std::string systems_libc(const Root& root) {
  std::string found;
  for (const auto& [name, loader] : {std::pair("glibc", "lib64/ld-linux-x86-64.so.2"),
                                     std::pair("musl", "lib/ld-musl-x86_64.so.1")}) {
    std::error_code error;
    if (!std::filesystem::exists(root.at(loader), error)) continue;
    found += found.empty() ? name : std::string(" and ") + name;
  }
  return found;
}

// Zero where registration failed or was turned off (glibc.pthread.rseq=0); glibc's manual,
// "Restartable Sequences". Asked for by name, for a C library that has never heard of it.
bool rseq_registered() {
  const auto* size = static_cast<const unsigned*>(libc_symbol("__rseq_size"));
  return size != nullptr && *size > 0;
}

}  // namespace vdsobench::host
