#pragma once

#include <array>

#include "base/file_descriptor.hpp"

namespace vdsobench::programs {

/// What a child says before it becomes another program: a descriptor, or why it did not come to be.
struct Message {
  int error = 0;                 // an errno
  std::array<char, 200> text{};  // for people; empty where the errno says it all
};

/// Both ends of a socket for such messages, closed where a program begins.
struct SocketPair {
  FileDescriptor own;
  FileDescriptor childs;
};

/// Throws std::system_error where there can be none.
SocketPair open_socket_pair();

/// Sends it, with a descriptor beside it unless that is none, unix(7).
void send(const FileDescriptor& socket, const Message& message, const FileDescriptor& descriptor);

/// A message that came, with what came beside it.
struct Received {
  bool any;  // nothing came, and the other end is closed
  Message message;
  FileDescriptor descriptor;
};

/// Waits for the next one.
Received receive(const FileDescriptor& socket);

}  // namespace vdsobench::programs
