#pragma once

#include <string>
#include <utility>
#include <variant>

namespace vdsobench {

/// Why something is not there, in words for people.
struct Reason {
  std::string text;
};

/// What there is to hand back of what was only to be done.
struct Done {};

/// A value, or the reason why there is none. What a machine lacks is data, not an exception.
/// Result<> is of what is only done, or not.
template <class T = Done>
class [[nodiscard]] Result {
 public:
  Result(T held) : content_(std::in_place_index<0>, std::move(held)) {}
  Result(Reason why) : content_(std::in_place_index<1>, std::move(why)) {}

  explicit operator bool() const { return content_.index() == 0; }

  /// Only where there is a value; throws std::bad_variant_access otherwise.
  const T& value() const& { return std::get<0>(content_); }
  T& value() & { return std::get<0>(content_); }
  T&& value() && { return std::get<0>(std::move(content_)); }

  /// Only where there is none; throws std::bad_variant_access otherwise.
  const Reason& reason() const { return std::get<1>(content_); }

 private:
  std::variant<T, Reason> content_;
};

}  // namespace vdsobench
