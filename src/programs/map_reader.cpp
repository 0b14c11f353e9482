#include "programs/map_reader.hpp"

#include <bpf/bpf.h>

#include <cerrno>
#include <cstdint>
#include <vector>

namespace vdsobench::programs {

// __htab_map_lookup_and_delete_batch in kernel/bpf/hashtab.c: a cursor is the number of a bucket,
// and ENOENT says that the last one has been read, by this very call. A bucket is never split.
bool read_map(int map, std::size_t key_size, std::size_t value_size, const ReadElement& read) {
  constexpr unsigned most = 512;  // far more than share a bucket
  std::vector<std::byte> keys(most * key_size), values(most * value_size);
  std::uint32_t cursor = 0;
  bool first = true, last = false;
  while (!last) {
    unsigned count = most;
    const int error = bpf_map_lookup_batch(map, first ? nullptr : &cursor, &cursor, keys.data(),
                                           values.data(), &count, nullptr);
    last = error != 0;
    if (last && errno != ENOENT) return false;
    for (unsigned i = 0; i < count; ++i) read(&keys[i * key_size], &values[i * value_size]);
    first = false;
  }
  return true;
}

}  // namespace vdsobench::programs
