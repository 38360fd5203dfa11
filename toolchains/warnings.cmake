# The warnings of our own code: link the INTERFACE library vitrine_warnings, PRIVATE.
option(VITRINE_WERROR "Warnings stop the build" OFF)

add_library(vitrine_warnings INTERFACE)
target_compile_options(vitrine_warnings INTERFACE
  -Wall -Wextra -Wpedantic
  -Wconversion -Wsign-conversion -Wdouble-promotion  # numbers decide here: none may change its value unseen
  -Wshadow -Wcast-align -Wcast-qual -Wformat=2 -Wundef -Wimplicit-fallthrough -Wvla
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 finds overlapping copies in "a" + std::string where there are none (its bug 105651)
  $<$<BOOL:${VITRINE_WERROR}>:-Werror>)
