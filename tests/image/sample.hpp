#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "image/symbols.hpp"

namespace vdsobench::image {

/// A size, an offset or a number that no image has.
inline constexpr auto absurd = ~std::uint32_t{0};

/// One of the images of tests/image/samples, to be read or to be spoilt. It finds its way in the
/// image by elf.h alone, so that it shares no mistake with the parser.
class Sample {
 public:
  explicit Sample(const std::string& name);

  std::vector<std::byte> bytes;

  Result<SymbolTable> parse() const { return SymbolTable::parse(bytes); }

  /// What is wrong with the image, or "nothing".
  std::string complaint() const;

  template <class T>
  T get(std::uint64_t offset) const;
  template <class T>
  void set(std::uint64_t offset, T value);

  /// Where things lie in the file (64-bit samples linked to address 0 only).
  std::uint64_t segment(std::uint32_t type) const;      // its program header
  std::uint64_t dynamic_entry(std::int64_t tag) const;  // its Elf64_Dyn
  std::uint64_t table(std::int64_t tag) const;          // what the entry points to
  std::uint64_t symbol(const std::string& name) const;  // its Elf64_Sym
  std::uint64_t symbol_index(const std::string& name) const;
};

template <class T>
T Sample::get(std::uint64_t offset) const {
  T value;
  std::memcpy(&value, &bytes.at(offset + sizeof(T) - 1) - (sizeof(T) - 1), sizeof(T));
  return value;
}

template <class T>
void Sample::set(std::uint64_t offset, T value) {
  std::memcpy(&bytes.at(offset + sizeof(T) - 1) - (sizeof(T) - 1), &value, sizeof(T));
}

std::string sample_path(const std::string& name);

/// The names of all samples; of those whose code this process can run; of those with versions.
std::vector<std::string> every_sample();
std::vector<std::string> native_samples();
std::vector<std::string> versioned_native_samples();

/// How a sample names its instance of a parameterised test.
inline constexpr auto by_name = [](const auto& parameter) { return parameter.param; };

}  // namespace vdsobench::image
