#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "calls/function.hpp"

namespace vdsobench::calls {

/// Memory that calls write their answers into, and the opaque state of vDSO getrandom. It lies
/// within 32 bits where `int $0x80` exists, so that one piece serves every path. A thread needs its
/// own.
class Arguments {
 public:
  /// Throws std::system_error where there is no memory.
  Arguments();

  /// `state` as calls/random_state.hpp allocates it.
  void set_state(void* state, std::size_t size);

  /// Fills the answers with `untouched`, which no call gives; the lock is one that no one holds.
  void clear();
  static constexpr std::int64_t untouched = -0x5a5a5a5a5a5a5a5b;  // 0xa5 in every byte

  const std::byte* answer() const { return answers_->first; }

  [[gnu::always_inline]] long word(ArgWord word) const {
    switch (word.is) {
      case ArgWord::Is::answer:
        return reinterpret_cast<long>(answers_->first);
      case ArgWord::Is::second_answer:
        return reinterpret_cast<long>(answers_->second);
      case ArgWord::Is::lock:
        return reinterpret_cast<long>(answers_->lock);
      case ArgWord::Is::state:
        return reinterpret_cast<long>(state_);
      case ArgWord::Is::state_size:
        return static_cast<long>(state_size_);
      default:
        return word.number;
    }
  }

 private:
  struct Answers {  // a page, which random bytes may take whole; what else answers has a cache line
    alignas(64) std::byte first[64];
    alignas(64) std::byte second[64];
    std::byte more[4096 - 128];
    alignas(64) std::byte lock[64];
  };
  struct Unmap {
    void operator()(Answers* answers) const;
  };

  std::unique_ptr<Answers, Unmap> answers_;
  void* state_ = nullptr;
  std::size_t state_size_ = 0;
};

}  // namespace vdsobench::calls
