#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "image/bytes.hpp"
#include "image/hash_table.hpp"

namespace vdsobench::image {

struct Symbol {
  std::string name;
  std::string version;   // empty where the image gives it none
  std::uint64_t offset;  // from the address where the image is loaded
  std::uint64_t size;
};

/// The functions that an ELF image exports. Everything is checked and copied while parsing, so
/// that the table outlives the image and cannot reach outside of it.
class SymbolTable {
 public:
  /// Reads the image as it lies in memory. The reason says what is wrong with it.
  static Result<SymbolTable> parse(std::span<const std::byte> image);

  /// Looks a function up through the image's own hash table. An image without versions answers
  /// to any version, as in the kernel's reference parser.
  std::optional<Symbol> find(std::string_view name, std::string_view version) const;

  /// Every defined function, by offset and then by name.
  std::vector<Symbol> all() const;

  /// The GNU build id in hex; empty where there is none.
  const std::string& build_id() const { return build_id_; }

 private:
  using Functions = std::vector<std::optional<Symbol>>;  // nothing for what is no function

  SymbolTable(HashTables hashes, Functions functions, bool versioned, std::string build_id);

  static SymbolTable read(Bytes image);

  HashTables hashes_;
  Functions functions_;  // by their index in the image's symbol table
  bool versioned_;
  std::string build_id_;
};

}  // namespace vdsobench::image
