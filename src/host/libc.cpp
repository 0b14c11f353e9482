#include "host/libc.hpp"

#include <fmt/format.h>

#include "base/libc_symbol.hpp"

namespace vdsobench::host {

// musl has no function to ask for its version, nor a macro to know it by.
std::string libc() {
  if (!systems_libc()) return fmt::format("static {}", libc_inside());
  const auto version = reinterpret_cast<const char* (*)()>(libc_symbol("gnu_get_libc_version"));
  return version == nullptr ? "musl" : fmt::format("glibc {}", version());
}

// Zero where registration failed or was turned off (glibc.pthread.rseq=0); glibc's manual,
// "Restartable Sequences". Asked for by name, for a C library that has never heard of it.
bool rseq_registered() {
  const auto* size = static_cast<const unsigned*>(libc_symbol("__rseq_size"));
  return size != nullptr && *size > 0;
}

}  // namespace vdsobench::host
