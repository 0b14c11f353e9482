#include "host/libc.hpp"

#include <unistd.h>

#include <array>

// Zero where registration failed or was turned off (glibc.pthread.rseq=0); glibc's manual,
// "Restartable Sequences". Weak, for a C library that has never heard of it.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is glibc's.
extern "C" [[gnu::weak]] const unsigned int __rseq_size;

namespace vdsobench::host {

std::string libc() {
#ifdef _CS_GNU_LIBC_VERSION
  std::array<char, 64> version{};
  if (confstr(_CS_GNU_LIBC_VERSION, version.data(), version.size()) > 0) return version.data();
#endif
  // musl defines no macro to know it by, and answers this question with EINVAL.
  return "musl";
}

bool rseq_registered() { return &__rseq_size != nullptr && __rseq_size > 0; }

}  // namespace vdsobench::host
