#include "image/build_id.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace vdsobench::image {

namespace {

struct Note {
  std::uint32_t type;
  Bytes name;
  Bytes content;
  std::uint64_t size;  // of the whole note, up to where the next one begins
};

std::uint64_t round_up(std::uint64_t value, std::uint64_t alignment) {
  return (value + alignment - 1) / alignment * alignment;
}

/// The three lengths have 32 bits, so that their sum cannot overflow.
std::optional<Note> read_note(Bytes notes, std::uint64_t alignment) {
  if (!notes.holds(0, sizeof(Elf64_Nhdr))) return std::nullopt;
  const auto header = notes.read<Elf64_Nhdr>(0, "a note");
  const auto content = round_up(sizeof header + header.n_namesz, alignment);
  if (!notes.holds(content, header.n_descsz)) return std::nullopt;
  return Note{header.n_type, notes.part(sizeof header, header.n_namesz, "a note's name"),
              notes.part(content, header.n_descsz, "a note's content"),
              round_up(content + header.n_descsz, alignment)};
}

bool is_build_id(const Note& note) {
  return note.type == NT_GNU_BUILD_ID && note.name.size() == sizeof ELF_NOTE_GNU &&
         note.name.text(0, "a note's name") == ELF_NOTE_GNU;
}

std::string to_hex(Bytes content) {
  std::string hex;
  for (const auto byte : content.read_array<unsigned char>(0, content.size(), "a build id"))
    fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
  return hex;
}

std::optional<std::string> find_build_id(Bytes notes, std::uint64_t alignment) {
  while (const auto note = read_note(notes, alignment)) {
    if (is_build_id(*note)) return to_hex(note->content);
    notes = notes.from(std::min(note->size, notes.size()), "a note");
  }
  return std::nullopt;
}

}  // namespace

/// Notes are padded to 4 bytes, or to 8 in a segment that is itself aligned to 8.
std::string read_build_id(Bytes image, const std::vector<Segment>& segments) {
  for (const auto& segment : segments) {
    if (segment.type != PT_NOTE || !image.holds(segment.offset, segment.size)) continue;
    const auto notes = image.part(segment.offset, segment.size, "the notes");
    if (const auto id = find_build_id(notes, segment.alignment == 8 ? 8 : 4)) return *id;
  }
  return "";
}

}  // namespace vdsobench::image
