#pragma once

#include <string>
#include <vector>

#include "image/bytes.hpp"
#include "image/elf.hpp"

namespace vdsobench::image {

/// The NT_GNU_BUILD_ID note of the image in hex, empty where there is none. The id is a label
/// and nothing depends on it: a note that does not hold together is no reason to refuse the image.
std::string read_build_id(Bytes image, const std::vector<Segment>& segments);

}  // namespace vdsobench::image
