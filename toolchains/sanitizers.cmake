# Address and undefined-behaviour sanitizers over everything, when VITRINE_SANITIZE is on (presets asan and fuzz);
# the thread sanitizer, which goes with neither, where VITRINE_SANITIZE_THREADS is (preset tsan).
option(VITRINE_SANITIZE "Build everything with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

if(VITRINE_SANITIZE)
  # The first finding ends the test: a report that scrolls by is a report nobody reads. Frame pointers keep its stack whole.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

option(VITRINE_SANITIZE_THREADS "Build everything with ThreadSanitizer" OFF)
if(VITRINE_SANITIZE_THREADS)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()

if(VITRINE_FUZZ)
  # The fuzzers see which branches of the core an input takes; main, and the fuzzer itself, come with the link of each target (tests/fuzz).
  # A null pointer is seen by the address sanitizer; its own check would be one more branch to learn at every access.
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize=null)
endif()
