# Counts in every function which of its lines and branches are reached, when VITRINE_COVERAGE is on (preset coverage, npm run coverage).
option(VITRINE_COVERAGE "Build everything with clang's source-based coverage" OFF)

if(VITRINE_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
