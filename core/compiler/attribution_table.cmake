# Turns the lists in attribution/ into a C++ table: cmake -DENGINES=... -DASSISTANTS=... -DCATEGORIES=... -DOUTPUT=... -P attribution_table.cmake
# Left out: hosts with a path, parameters that are regular expressions (they begin with a slash), and what only serves to build links.

cmake_minimum_required(VERSION 3.21)

# A search engine is a list of blocks, each with hosts (urls) and parameters (params); hiddenkeyword says that it may send none of them.
set(engines "")
set(name "")
set(hosts "")
set(params "")
set(hidden "false")
macro(end_block)
  if(NOT hosts STREQUAL "")
    string(APPEND engines "    {\"${name}\", ${hidden}, \"${params}\", \"${hosts}\"},\n")
  endif()
  set(hosts "")
  set(params "")
  set(hidden "false")
  set(section "")
endmacro()

file(STRINGS "${ENGINES}" lines REGEX "^[^][\\\\;]*$" ENCODING UTF-8)
foreach(line IN LISTS lines)
  if(line MATCHES "^[^ #].*:$")
    end_block()
    string(REGEX REPLACE "^['\"]?([^'\"]*)['\"]?:$" "\\1" name "${line}")
    string(TOLOWER "${name}" name)
  elseif(line MATCHES "^ +-$")
    end_block()
  elseif(line MATCHES "^ +(- )?([a-z]+):")
    if(NOT "${CMAKE_MATCH_1}" STREQUAL "")
      end_block()
      string(REGEX MATCH "^ +(- )?([a-z]+):" ignored "${line}")
    endif()
    set(section "${CMAKE_MATCH_2}")
    if(section STREQUAL "hiddenkeyword")
      set(hidden "true")
    endif()
  elseif(line MATCHES "^ +- ['\"]?([^'\" ]+)['\"]?$")
    set(item "${CMAKE_MATCH_1}")
    if(section STREQUAL "urls" AND NOT item MATCHES "/")
      string(REGEX REPLACE "^www\\." "" item "${item}")
      string(APPEND hosts "${item} ")
    elseif(section STREQUAL "params" AND NOT item MATCHES "^/")
      string(APPEND params "${item} ")
    endif()
  endif()
endforeach()
end_block()

set(assistants "")
file(STRINGS "${ASSISTANTS}" lines REGEX "^ +- " ENCODING UTF-8)
foreach(line IN LISTS lines)
  if(line MATCHES "^ +- ['\"]?([^'\" /]+)['\"]?$")
    string(REGEX REPLACE "^www\\." "" item "${CMAKE_MATCH_1}")
    string(APPEND assistants "    \"${item}\",\n")
  endif()
endforeach()

set(categories "")
file(STRINGS "${CATEGORIES}" lines REGEX ",SOURCE_CATEGORY_" ENCODING UTF-8)
foreach(line IN LISTS lines)
  if(line MATCHES "^\"?([^\"]*)\"?,SOURCE_CATEGORY_([A-Z]+)")
    set(category "${CMAKE_MATCH_2}")
    string(TOLOWER "${CMAKE_MATCH_1}" item)
    string(REGEX REPLACE "^www\\." "" item "${item}")
    string(APPEND categories "    {\"${item}\", \"${category}\"},\n")
  endif()
endforeach()

file(WRITE "${OUTPUT}.new" "// Known referrers, made from core/compiler/attribution when the compiler is built.
#include \"compiler/attribution.h\"

namespace vitrine {

const EngineBlock kEngineBlocks[] = {
${engines}};
const SourceCategory kSourceCategories[] = {
${categories}};
const size_t kSourceCategoryCount = sizeof kSourceCategories / sizeof kSourceCategories[0];
const size_t kEngineBlockCount = sizeof kEngineBlocks / sizeof kEngineBlocks[0];

const char *const kAssistantHosts[] = {
${assistants}};
const size_t kAssistantHostCount = sizeof kAssistantHosts / sizeof kAssistantHosts[0];

}  // namespace vitrine
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
