# Turns the lists in attribution/ into a C++ table: cmake -DENGINES=... -DASSISTANTS=... -DSOCIALS=... -DCATEGORIES=... -DOUTPUT=... -P attribution_table.cmake
# Left out: hosts with a path, parameters that are regular expressions (they begin with a slash), and what only serves to build links.

cmake_minimum_required(VERSION 3.21)

# A search engine is a list of blocks, each with hosts (urls) and parameters (params); hiddenkeyword says that it may send none of them.
set(engines "")
set(name "")
set(hosts "")
set(params "")
set(hidden "false")
macro(end_block)
  if(NOT "${hosts}${params}" STREQUAL "")  # an engine all of whose hosts have a path is one by its name
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

# Hosts under names.
function(read_hosts file names_out hosts_out)
  set(names "")
  set(hosts "")
  file(STRINGS "${file}" lines REGEX "^[^#]" ENCODING UTF-8)
  foreach(line IN LISTS lines)
    if(line MATCHES "^ +- ['\"]?([^'\" /]+)['\"]?$")
      string(REGEX REPLACE "^www\\." "" item "${CMAKE_MATCH_1}")
      string(TOLOWER "${item}" item)
      string(APPEND hosts "    \"${item}\",\n")
    elseif(line MATCHES "^['\"]?([^ '\"][^'\"]*)['\"]?:$")
      string(TOLOWER "${CMAKE_MATCH_1}" item)
      string(APPEND names "    \"${item}\",\n")
    endif()
  endforeach()
  set(${names_out} "${names}" PARENT_SCOPE)
  set(${hosts_out} "${hosts}" PARENT_SCOPE)
endfunction()
read_hosts("${ASSISTANTS}" assistant_names assistant_hosts)
read_hosts("${SOCIALS}" social_names social_hosts)

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

namespace vitrine::compiler {

const EngineBlock kEngineBlocks[] = {
${engines}};
const SourceCategory kSourceCategories[] = {
${categories}};
const size_t kSourceCategoryCount = sizeof kSourceCategories / sizeof kSourceCategories[0];
const size_t kEngineBlockCount = sizeof kEngineBlocks / sizeof kEngineBlocks[0];

const char *const kAssistantNames[] = {
${assistant_names}};
const size_t kAssistantNameCount = sizeof kAssistantNames / sizeof kAssistantNames[0];
const char *const kAssistantHosts[] = {
${assistant_hosts}};
const size_t kAssistantHostCount = sizeof kAssistantHosts / sizeof kAssistantHosts[0];

const char *const kSocialNames[] = {
${social_names}};
const size_t kSocialNameCount = sizeof kSocialNames / sizeof kSocialNames[0];
const char *const kSocialHosts[] = {
${social_hosts}};
const size_t kSocialHostCount = sizeof kSocialHosts / sizeof kSocialHosts[0];

}  // namespace vitrine::compiler
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
