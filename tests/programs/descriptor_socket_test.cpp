#include "programs/descriptor_socket.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <utility>

namespace vdsobench::programs {
namespace {

TEST(DescriptorSocket, CarriesADescriptorBesideAMessage) {
  const auto [own, childs] = open_socket_pair();
  const FileDescriptor sent(open("/dev/null", O_RDONLY | O_CLOEXEC));
  send(childs, {.error = 3, .text = {"why"}}, sent);
  const auto received = receive(own);
  ASSERT_TRUE(received.any);
  EXPECT_EQ(received.message.error, 3);
  EXPECT_STREQ(received.message.text.data(), "why");
  ASSERT_TRUE(received.descriptor);
  EXPECT_NE(received.descriptor.number(), sent.number());
  struct stat before = {}, after = {};
  ASSERT_EQ(fstat(sent.number(), &before), 0);
  ASSERT_EQ(fstat(received.descriptor.number(), &after), 0);
  EXPECT_EQ(before.st_rdev, after.st_rdev);
  EXPECT_EQ(fcntl(received.descriptor.number(), F_GETFD), FD_CLOEXEC);
}

TEST(DescriptorSocket, CarriesAMessageAlone) {
  const auto [own, childs] = open_socket_pair();
  send(childs, {.error = 2}, FileDescriptor(-1));
  const auto received = receive(own);
  EXPECT_TRUE(received.any);
  EXPECT_FALSE(received.descriptor);
}

TEST(DescriptorSocket, HasNothingMoreWhenTheOtherEndIsClosed) {
  auto [own, childs] = open_socket_pair();
  { const auto closed = std::move(childs); }
  const auto received = receive(own);
  EXPECT_FALSE(received.any);
  EXPECT_FALSE(received.descriptor);
}

}  // namespace
}  // namespace vdsobench::programs
