#include "timing/clutter.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace vdsobench::timing {

namespace {

constexpr std::size_t words = std::size_t{1} << 16;  // 512 KiB: most cores' second level, or more
constexpr std::size_t words_a_line = 8;
constexpr std::size_t pieces = 128;  // of code, of some hundred bytes each
constexpr int jumps = 512;

// A register that is shifted and mixed into itself (xorshift, G. Marsaglia 2003): unlike a counter,
// its bits are nothing that a branch predictor can learn in a few rounds.
std::uint64_t next(std::uint64_t state) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^ (state << 17);
}

using Piece = std::uint64_t (*)(std::uint64_t state, std::uint64_t* memory);

// Each with branches, places in memory and a place in the caches of its own.
template <std::size_t number>
[[gnu::noinline]] std::uint64_t piece(std::uint64_t state, std::uint64_t* memory) {
  for (int bit = 0; bit < 4; ++bit) {
    state = next(state + number);
    std::uint64_t& word = memory[state % words];
    if ((state >> 20 & 1) != 0) word += number;
    if ((state >> 21 & 2) != 0) state += word;
  }
  return state;
}

template <std::size_t... numbers>
constexpr std::array<Piece, pieces> table(std::index_sequence<numbers...>) {
  return {&piece<numbers>...};
}

constexpr auto all_pieces = table(std::make_index_sequence<pieces>());

}  // namespace

Clutter::Clutter() : memory_(words) {}

void Clutter::spread() {
  for (std::size_t i = 0; i < words; i += words_a_line) memory_[i] += state_;
  for (int i = 0; i < jumps; ++i) {
    state_ = next(state_);
    state_ = all_pieces[state_ % pieces](state_, memory_.data()) | 1;
  }
}

}  // namespace vdsobench::timing
