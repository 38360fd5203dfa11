// Parameters go before the fragment; names compare without case, as in all addresses.
#include "cli/log/ga4_location.h"

#include <algorithm>
#include <cstdint>

namespace vitrine::tool {
namespace {

struct Parameter {
  std::string_view member;
  std::string_view name;
};

constexpr Parameter kParameters[] = {
    {"manual_source", "utm_source"},
    {"manual_medium", "utm_medium"},
    {"manual_campaign_name", "utm_campaign"},
    {"manual_campaign_id", "utm_id"},
    {"manual_term", "utm_term"},
    {"manual_content", "utm_content"},
    {"manual_source_platform", "utm_source_platform"},
    {"manual_creative_format", "utm_creative_format"},
    {"manual_marketing_tactic", "utm_marketing_tactic"},
    {"gclid", "gclid"},
    {"dclid", "dclid"},
    {"srsltid", "srsltid"},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_ours(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return small.starts_with("utm_") || small == "gclid";
}

// Does a query or fragment name a campaign?
bool has_campaign(std::string_view parameters) {
  for (size_t from = 0; from < parameters.size();) {
    const size_t end = std::min(parameters.find('&', from), parameters.size());
    const std::string_view one = parameters.substr(from, end - from);
    if (is_ours(one.substr(0, one.find('=')))) return true;
    from = end + 1;
  }
  return false;
}

void append_encoded(std::string &out, std::string_view value) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : value) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (is_plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<uint8_t>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
}

}  // namespace

std::string with_campaign(std::string_view location, const JsonObject &source) {
  const size_t hash = std::min(location.find('#'), location.size());
  const std::string_view address = location.substr(0, hash);
  const std::string_view fragment = location.substr(hash);
  const size_t mark = address.find('?');
  const std::string_view query = mark == std::string_view::npos ? std::string_view{} : address.substr(mark + 1);
  if (has_campaign(query) || has_campaign(fragment.substr(fragment.empty() ? 0 : 1))) return std::string(location);
  std::string out(address);
  char between = mark == std::string_view::npos ? '?' : '&';
  if (mark != std::string_view::npos && query.empty()) between = '\0';
  for (const Parameter &parameter : kParameters) {
    const std::string value = member_text(source, parameter.member);
    if (value.empty() || value == "(not set)") continue;
    if (between != '\0') out += between;
    between = '&';
    out += parameter.name;
    out += '=';
    append_encoded(out, value);
  }
  return out.append(fragment);
}

}  // namespace vitrine::tool
