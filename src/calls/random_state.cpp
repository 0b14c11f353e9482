#include "calls/random_state.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/sandbox.hpp"

namespace vdsobench::calls {

namespace {

// struct vgetrandom_opaque_params; headers before 6.11 lack it.
struct OpaqueParameters {
  std::uint32_t size_of_opaque_state;
  std::uint32_t mmap_prot;
  std::uint32_t mmap_flags;
  std::uint32_t reserved[13];
};

}  // namespace

Result<RandomState> allocate_random_state(Target getrandom) {
  OpaqueParameters needs = {};
  const auto parameters = reinterpret_cast<long>(&needs);
  const long answer = paths::call_address(getrandom, 0L, 0L, 0L, parameters, ~0L);
  if (answer != 0)
    return Reason{fmt::format("vDSO getrandom does not say what state it needs ({})", answer)};
  void* memory = mmap(nullptr, needs.size_of_opaque_state, static_cast<int>(needs.mmap_prot),
                      static_cast<int>(needs.mmap_flags), -1, 0);
  if (memory == MAP_FAILED)
    return Reason{fmt::format("no memory for vDSO getrandom's state: {}", std::strerror(errno))};
  return RandomState{memory, needs.size_of_opaque_state};
}

bool random_generator_ready() {
  char byte = 0;
  const auto ask = [&] { return syscall(SYS_getrandom, &byte, 1, GRND_NONBLOCK); };
  if (!is_survived([&] { ask(); })) return true;
  return ask() >= 0 || errno != EAGAIN;
}

}  // namespace vdsobench::calls
