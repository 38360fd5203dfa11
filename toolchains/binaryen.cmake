# The pinned Binaryen of npm as commands for custom targets: VITRINE_WASM_OPT, VITRINE_WASM_METADCE, VITRINE_WASM2JS (lists: node, tool).
find_program(VITRINE_NODE NAMES node nodejs REQUIRED NO_CMAKE_FIND_ROOT_PATH)
set(vitrine_binaryen "${PROJECT_SOURCE_DIR}/node_modules/binaryen/bin")
if(NOT EXISTS "${vitrine_binaryen}/wasm-opt")
  message(FATAL_ERROR "node_modules/binaryen is missing. Run: bash toolchains/setup build")
endif()
set(VITRINE_WASM_OPT "${VITRINE_NODE}" "${vitrine_binaryen}/wasm-opt")
set(VITRINE_WASM_METADCE "${VITRINE_NODE}" "${vitrine_binaryen}/wasm-metadce")
set(VITRINE_WASM2JS "${VITRINE_NODE}" "${vitrine_binaryen}/wasm2js")
