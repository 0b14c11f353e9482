/*
 * The small program that the system's own loader is started with, on behalf of a static program
 * that wants what the system's C library does: it asks for that library's functions, and hands
 * control back. musl's loader takes every libc.so for itself, so that one file is for both.
 */

#include "libc_helper.h"

/* Not declared as they are, which would take the headers of one C library: addresses alone count.
 */
#define DECLARED(name) extern __attribute__((weak)) char name[];
LIBC_HELPER_NAMES(DECLARED)

#define ENTRY(name) {#name, name},
__attribute__((section(".helper"), used)) static struct libc_helper helper = {
    0, {LIBC_HELPER_NAMES(ENTRY)}};

/* With a loader named, the linker notes where the headers of the segments are, by which that loader
 * finds where the file lies. */
__attribute__((section(".interp"), used)) static const char loader[] =
    "/lib64/ld-linux-x86-64.so.2";

/* Where a loader goes when it is done. */
__asm__(
    ".global _start\n"
    "_start:\n"
    "  jmp *helper(%rip)\n");
