# Header-only libraries of the system, also for cross builds, where adding /usr/include itself would hide Emscripten's own libc.

# Makes the INTERFACE library TARGET for the headers in FOLDER (as catch2) that hold FILE (as catch2/catch.hpp), which PACKAGE installs:
# the one folder is linked into the build tree, and only that link is on the include path.
function(vitrine_header_library TARGET FOLDER FILE PACKAGE)
  find_path(${TARGET}_ROOT ${FILE} PATHS /usr/include /usr/local/include NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${TARGET}_ROOT)
    message(FATAL_ERROR "<${FILE}> is missing. Install the package ${PACKAGE}, or run: bash toolchains/setup build")
  endif()
  set(links "${PROJECT_BINARY_DIR}/headers/${TARGET}")
  file(MAKE_DIRECTORY "${links}")
  file(CREATE_LINK "${${TARGET}_ROOT}/${FOLDER}" "${links}/${FOLDER}" SYMBOLIC)
  add_library(${TARGET} INTERFACE)
  target_include_directories(${TARGET} SYSTEM INTERFACE "${links}")
endfunction()
