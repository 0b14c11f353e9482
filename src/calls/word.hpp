#pragma once

namespace vdsobench::calls {

/// What a call is handed in one register: a number, or the address of something in Arguments.
struct Word {
  enum class Is { number, answer, second_answer, state, state_size };
  Is is = Is::number;
  long number = 0;
};

namespace words {

constexpr Word number(long value) { return {Word::Is::number, value}; }
inline constexpr Word null = number(0);
inline constexpr Word answer = {Word::Is::answer, 0};
inline constexpr Word second_answer = {Word::Is::second_answer, 0};
inline constexpr Word state = {Word::Is::state, 0};
inline constexpr Word state_size = {Word::Is::state_size, 0};

}  // namespace words

}  // namespace vdsobench::calls
