/* What the sample images export. The functions need no relocation, so that a test can map an
 * image as the kernel maps the vDSO, and tell by their answers which one it has found. */

#define NUMBER(n) \
  int number_##n(void) { return n; }

/* Enough of them for chains of several symbols. */
// clang-format off
NUMBER(10)
NUMBER(11) NUMBER(12) NUMBER(13) NUMBER(14) NUMBER(15) NUMBER(16) NUMBER(17) NUMBER(18) NUMBER(19)
    NUMBER(20) NUMBER(21) NUMBER(22) NUMBER(23) NUMBER(24) NUMBER(25)
    // clang-format on

    int alias(void) __attribute__((weak, alias("number_10")));

/* No function, not defined here, and not exported: none of the three may be found. */
const int object = 1;
int undefined(void);
__attribute__((visibility("hidden"))) int hidden(void) { return undefined(); }
int calls_undefined(void) { return hidden(); }

#ifdef VERSIONED
int twice_old(void) { return 1; }
int twice_new(void) { return 2; }
__asm__(".symver twice_old, twice@SAMPLE_1");
__asm__(".symver twice_new, twice@@SAMPLE_2");
#endif
