#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace vdsobench::bench {

/// What text for people may use.
struct Display {
  std::size_t width;  // characters a line
  bool colour;
};

/// How good a thing is, as its colour says.
enum class Tone { plain, good, poor, bad, faint };

/// Colour takes up no room: texts with and without it have the same display_width.
std::string toned(std::string_view text, Tone tone, const Display& display);

/// Characters that UTF-8 text takes up on a terminal, of which escape sequences take none. Every
/// character written here is one wide.
std::size_t display_width(std::string_view text);

enum class Align { left, right };

/// Filled up with blanks to `width`; longer text stays as it is.
std::string padded(std::string_view text, std::size_t width, Align align);

/// Where text that runs over several lines begins and continues.
struct Flow {
  std::size_t width;       // of a line
  std::size_t column = 0;  // that the first piece starts in, behind something that is there already
  std::size_t indent = 0;  // of every further line
};

/// Pieces one after the other, `between` them; a piece that no longer fits starts a line. No piece
/// is broken.
std::string flowed(std::span<const std::string> pieces, std::string_view between, const Flow& flow);

/// A sentence, broken between words.
std::string flowed_words(std::string_view text, const Flow& flow);

/// "note: ", and the note behind it.
std::string note_text(std::string_view note, const Display& display);

/// A label, filled up to `width`, and two blanks behind it a sentence in a column of its own. Ends
/// with a newline.
std::string labelled(std::string_view label, std::size_t width, std::string_view text,
                     const Display& display);

}  // namespace vdsobench::bench
