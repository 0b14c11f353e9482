#pragma once

#include <string>
#include <string_view>

namespace vdsobench::image {

/// The name in a symbol as C++ and Rust write them, without template arguments and parameters:
/// "_ZN4core3fmt5write17h0123456789abcdefE" is "core::fmt::write". Other symbols as they are. What
/// stands in a file is not trusted: the whole of such a name may be without end when written out,
/// this is never longer than twice the symbol.
std::string qualified_name(std::string_view symbol);

}  // namespace vdsobench::image
