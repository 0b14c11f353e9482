#pragma once

// The only place of the project that asks which architecture it is built for. A header per
// architecture answers, in namespace vdsobench::arch; contract.hpp says what it has to offer.

#if defined(VDSOBENCH_STUB_ARCHITECTURE)
#include "arch/stub.hpp"  // of tests/arch, which shows that a header is all that it takes
#elif defined(__x86_64__) && defined(__LP64__)
#include "arch/x86_64.hpp"
#else
#error "vdsobench has no header for this architecture: see src/arch/contract.hpp for what one holds"
#endif

#include "arch/contract.hpp"
