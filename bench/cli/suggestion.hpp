#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vdsobench::bench {

/// What may have been meant by a word that is none of the known ones, as the end of a sentence
/// (": did you mean 'check'?"); empty where nothing is near. Near is what begins with the word, or
/// what two letters more, fewer or others make of it.
std::string suggestion(std::string_view word, std::span<const std::string> known);

/// What to type for a word that other programs know as a command or an option, such as help or
/// compare; likewise.
std::string elsewhere(std::string_view word);

}  // namespace vdsobench::bench
