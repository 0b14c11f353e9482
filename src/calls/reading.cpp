#include "calls/reading.hpp"

#include <cstring>

namespace vdsobench::calls {

namespace {

template <class T>
T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

// A pair of equal numbers: timeval, timespec, and their 32-bit forms (include/uapi/linux/time.h,
// include/vdso/time32.h). Unsigned, because an answer that is no time may be too large: it wraps,
// and agrees with nothing either way.
template <class T>
std::int64_t pair(const std::byte* from, std::uint64_t nanoseconds_a_fraction) {
  const auto whole = static_cast<std::uint64_t>(load<T>(from));
  const auto fraction = static_cast<std::uint64_t>(load<T>(from + sizeof(T)));
  return static_cast<std::int64_t>(whole * 1'000'000'000 + fraction * nanoseconds_a_fraction);
}

std::int64_t pair(const std::byte* from, Layout layout, std::uint64_t nanoseconds_a_fraction) {
  return layout == Layout::compat ? pair<std::int32_t>(from, nanoseconds_a_fraction)
                                  : pair<long>(from, nanoseconds_a_fraction);
}

// Four bytes of what no call has written.
constexpr auto untouched = static_cast<std::uint32_t>(Arguments::untouched);

// Up to eight bytes; 0 where they are zeros or were never written.
std::int64_t word_at(const std::byte* from, long bytes) {
  if (bytes < 8) {
    const auto word = load<std::uint32_t>(from);
    return word == untouched ? 0 : word;
  }
  const auto word = load<std::int64_t>(from);
  return word == Arguments::untouched ? 0 : word;
}

// All random bytes in one number; 0 where some of them are zeros or were never written.
std::int64_t folded(const std::byte* from, long bytes) {
  std::int64_t all = 0;
  for (long at = 0; at < bytes; at += static_cast<long>(sizeof all)) {
    const auto word = word_at(from + at, bytes - at);
    if (word == 0) return 0;
    all ^= word;
  }
  return all;
}

std::int64_t value_of(const Call& call, long result, const Arguments& arguments) {
  switch (call.function->answer) {
    case Answer::timeval:
      return pair(arguments.answer(), call.path->layout, 1000);
    case Answer::timespec:
    case Answer::resolution:
      return pair(arguments.answer(), call.path->layout, 1);
    case Answer::seconds:
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(result) * 1'000'000'000);
    case Answer::cpu:
      return load<std::uint32_t>(arguments.answer());
    case Answer::random:  // words of getrandom(2): the second is buflen
      return folded(arguments.answer(), call.function->words.list[1].number);
    case Answer::cpu_result:
    case Answer::process:
      return static_cast<int>(result);
    case Answer::cleared:
      return load<std::int64_t>(arguments.answer());
    case Answer::ticks:
      return result;
  }
  return 0;
}

// What answers for the kernel may report success and do nothing. Random bytes tell by themselves.
bool is_given(Answer answer, const Arguments& arguments) {
  switch (answer) {
    case Answer::timeval:
    case Answer::timespec:
    case Answer::resolution:
    case Answer::cpu:
    case Answer::cleared:
      return load<std::uint32_t>(arguments.answer()) != untouched;
    default:
      return true;
  }
}

}  // namespace

Reading read_once(const BoundCall& call, Arguments& arguments) {
  arguments.clear();
  const long result = call(1, arguments);
  return {call.error_of(result), is_given(call.call->function->answer, arguments),
          value_of(*call.call, result, arguments)};
}

}  // namespace vdsobench::calls
