// libFuzzer target: any bytes as an image, looked through by every function of SymbolTable.

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "image/symbols.hpp"

namespace {

using vdsobench::image::Symbol;
using vdsobench::image::SymbolTable;

void require(bool condition) {
  if (!condition) std::abort();
}

void require_inside(const Symbol& symbol, std::size_t size) {
  require(symbol.offset <= size && symbol.size <= size - symbol.offset);
}

/// Names that the image holds, and one that the fuzzer makes up: the end of its bytes.
void look_up(const SymbolTable& table, std::string_view text) {
  for (const auto& symbol : table.all()) {
    require_inside(symbol, text.size());
    const auto found = table.find(symbol.name, symbol.version);
    require(!found || found->name == symbol.name);
  }
  const auto tail = text.substr(text.size() - text.size() % 16);
  const auto found = table.find(tail, text.substr(0, 9));
  require(!found || found->name == tail);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  const auto table = SymbolTable::parse(std::as_bytes(bytes));
  if (!table) {
    require(!table.reason().text.empty());
    return 0;
  }
  require(table.value().build_id().size() <= 2 * size);
  look_up(table.value(), {reinterpret_cast<const char*>(data), size});
  return 0;
}
