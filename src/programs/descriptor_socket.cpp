#include "programs/descriptor_socket.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <system_error>

namespace vdsobench::programs {

namespace {

// Room for one descriptor, aligned as the macros of cmsg(3) want it.
struct alignas(cmsghdr) Beside {
  std::array<std::byte, CMSG_SPACE(sizeof(int))> bytes = {};
};

/// What sendmsg(2) and recvmsg(2) take: a message, and room beside it.
class Envelope {
 public:
  explicit Envelope(Message& message) : content_{&message, sizeof message} {
    header_.msg_iov = &content_;
    header_.msg_iovlen = 1;
    header_.msg_control = beside_.bytes.data();
    header_.msg_controllen = beside_.bytes.size();
  }
  Envelope(const Envelope&) = delete;
  Envelope& operator=(const Envelope&) = delete;

  msghdr& header() { return header_; }

 private:
  iovec content_;
  Beside beside_ = {};
  msghdr header_ = {};
};

}  // namespace

SocketPair open_socket_pair() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::system_error(errno, std::generic_category(), "a socket for a child");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

void send(const FileDescriptor& socket, const Message& message, const FileDescriptor& descriptor) {
  Message copy = message;
  Envelope envelope(copy);
  auto& header = envelope.header();
  if (descriptor) {
    auto* first = CMSG_FIRSTHDR(&header);
    *first = {.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    const int number = descriptor.number();
    std::memcpy(CMSG_DATA(first), &number, sizeof number);
  } else {
    header.msg_controllen = 0;
  }
  (void)sendmsg(socket.number(), &header, MSG_NOSIGNAL);  // who waits sees that nothing came
}

Received receive(const FileDescriptor& socket) {
  Message message;
  Envelope envelope(message);
  auto& header = envelope.header();
  ssize_t size = 0;
  do size = recvmsg(socket.number(), &header, MSG_CMSG_CLOEXEC);
  while (size < 0 && errno == EINTR);
  int number = -1;
  if (const auto* first = size > 0 ? CMSG_FIRSTHDR(&header) : nullptr; first != nullptr)
    std::memcpy(&number, CMSG_DATA(first), sizeof number);
  return {size == static_cast<ssize_t>(sizeof message), message, FileDescriptor(number)};
}

}  // namespace vdsobench::programs
