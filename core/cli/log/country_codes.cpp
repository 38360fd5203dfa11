// The table is a file of rows; it is looked up by a map that is made once.
#include "cli/log/country_codes.h"

#include <unordered_map>

namespace vitrine::tool {

std::string_view country_code(std::string_view name) {
  static const std::unordered_map<std::string_view, std::string_view> codes = {
#include "cli/log/country_names.inc"
  };
  const auto found = codes.find(name);
  return found == codes.end() ? std::string_view{} : found->second;
}

}  // namespace vitrine::tool
