// bench/portable/find_object.cpp, under glibc's name, beside glibc's own.

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <stdexcept>

namespace {

using Finder = int(void*, dl_find_object*);

TEST(FindObject, FindsWhatGlibcFinds) {
  auto* others = reinterpret_cast<Finder*>(dlsym(RTLD_DEFAULT, "_dl_find_object"));
  ASSERT_NE(others, nullptr);
  auto* own = reinterpret_cast<Finder*>(&_dl_find_object);
  ASSERT_NE(own, others);
  static int data;
  for (void* address : {reinterpret_cast<void*>(&std::printf), reinterpret_cast<void*>(others),
                        reinterpret_cast<void*>(own), static_cast<void*>(&data)}) {
    dl_find_object found = {};
    dl_find_object expected = {};
    ASSERT_EQ(own(address, &found), 0);
    ASSERT_EQ(others(address, &expected), 0);
    EXPECT_EQ(found.dlfo_eh_frame, expected.dlfo_eh_frame);
    EXPECT_LE(found.dlfo_map_start, address);
    EXPECT_GT(found.dlfo_map_end, address);
  }
}

TEST(FindObject, FindsNothingWhereNothingIs) {
  dl_find_object found = {};
  int on_stack = 0;
  EXPECT_NE(_dl_find_object(&on_stack, &found), 0);
  EXPECT_NE(_dl_find_object(nullptr, &found), 0);
}

}  // namespace
