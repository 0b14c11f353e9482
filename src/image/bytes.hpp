#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <vector>

namespace vdsobench::image {

/// An image that does not hold together. It leaves this layer only as the reason of a Result.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Untrusted bytes. Every access is checked; `what` names the thing read in the complaint.
/// Values are copied out, because nothing in a malformed image need be aligned.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::uint64_t size() const { return bytes_.size(); }

  /// Written so that no sum can overflow.
  bool holds(std::uint64_t offset, std::uint64_t size) const {
    return offset <= bytes_.size() && size <= bytes_.size() - offset;
  }

  Bytes part(std::uint64_t offset, std::uint64_t size, std::string_view what) const;
  Bytes from(std::uint64_t offset, std::string_view what) const;

  /// The text at `offset` without its closing NUL.
  std::string_view text(std::uint64_t offset, std::string_view what) const;

  template <class T>
  T read(std::uint64_t offset, std::string_view what) const;

  template <class T>
  std::vector<T> read_array(std::uint64_t offset, std::uint64_t count, std::string_view what) const;

 private:
  std::span<const std::byte> bytes_;
};

template <class T>
T Bytes::read(std::uint64_t offset, std::string_view what) const {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  std::memcpy(&value, part(offset, sizeof(T), what).bytes_.data(), sizeof(T));
  return value;
}

/// A count comes from a 32-bit field, so that its product with an element's size cannot overflow.
template <class T>
std::vector<T> Bytes::read_array(std::uint64_t offset, std::uint64_t count,
                                 std::string_view what) const {
  static_assert(std::is_trivially_copyable_v<T>);
  const auto source = part(offset, count * sizeof(T), what).bytes_;
  std::vector<T> values(count);
  if (!values.empty()) std::memcpy(values.data(), source.data(), source.size());
  return values;
}

}  // namespace vdsobench::image
