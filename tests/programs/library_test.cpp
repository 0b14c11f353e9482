#include "programs/library.hpp"

#include <fcntl.h>
#include <gnu/libc-version.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file_descriptor.hpp"
#include "programs/subject.hpp"
#include "temp_dir.hpp"

namespace vdsobench::programs {
namespace {

TEST(Library, IsKnownByItsFile) {
  EXPECT_EQ(libc_by_name("/usr/lib/x86_64-linux-gnu/libc.so.6"), "glibc");
  EXPECT_EQ(libc_by_name("/lib/x86_64-linux-gnu/libc-2.31.so"), "glibc");
  EXPECT_EQ(libc_by_name("/lib/ld-musl-x86_64.so.1"), "musl");
  EXPECT_EQ(libc_by_name("/apex/com.android.runtime/lib64/bionic/libc.so"), "bionic");
  EXPECT_EQ(libc_by_name("/usr/lib/x86_64-linux-gnu/libm.so.6"), "");
  EXPECT_EQ(libc_by_name("[vdso]"), "");
}

std::string release_in(const std::string& text) {
  TempDir folder;
  folder.write("file", text);
  const FileDescriptor file(open(folder.root().at("file").c_str(), O_RDONLY | O_CLOEXEC));
  return glibc_release(file.number());
}

TEST(Library, TellsItsRelease) {
  const std::string banner = "GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\n";
  EXPECT_EQ(release_in(banner), "2.36");
  EXPECT_EQ(release_in(std::string(200'000, 'x') + banner), "2.36");
  EXPECT_EQ(release_in(std::string(64 * 1024 - 40, 'x') + banner), "2.36");  // between two chunks
  EXPECT_EQ(release_in("GNU C Library (never closed"), "");
  EXPECT_EQ(release_in(""), "");
}

TEST(Library, OfThisProcessIsTheOneThatItAsks) {
#ifdef __GLIBC__
  EXPECT_EQ(subject_of({}, getpid()).library, std::string("glibc ") + gnu_get_libc_version());
#endif
}

}  // namespace
}  // namespace vdsobench::programs
