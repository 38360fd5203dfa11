// The main function of the C++ tests; the tests themselves stand beside it in core/, page/ and compiler/.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
