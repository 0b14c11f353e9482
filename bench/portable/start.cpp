// How a program starts with a C library before glibc 2.34: a function of the program's own runs its
// constructors. Newer ones run them themselves, but not for a program that brings such a function;
// so with this one the file that is linked now starts under both.

namespace {

using Main = int (*)(int, char**, char**);
using Constructor = void (*)(int, char**, char**);

}  // namespace

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the linker's and glibc's.
[[gnu::visibility("hidden")]] extern const Constructor __init_array_start[];
[[gnu::visibility("hidden")]] extern const Constructor __init_array_end[];
[[gnu::visibility("hidden")]] void _init();

int libc_start(Main, int, char**, Constructor, void (*)(), void (*)(), void*);
asm(".symver libc_start, __libc_start_main@GLIBC_2.2.5");

static void construct(int count, char** arguments, char** environment) {
  _init();
  for (const auto* each = __init_array_start; each != __init_array_end; ++each)
    (*each)(count, arguments, environment);
}

// The compiler's own first instructions of a program call this, with no constructors.
[[gnu::visibility("hidden")]] int __libc_start_main(Main main, int count, char** arguments,
                                                    Constructor, void (*)(),
                                                    void (*end_of_loader)(), void* end_of_stack) {
  return libc_start(main, count, arguments, construct, nullptr, end_of_loader, end_of_stack);
}
// NOLINTEND(bugprone-reserved-identifier)
}
