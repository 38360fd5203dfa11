// Reading a value is the core's (runtime/features/feature_value.h); what is here is how it is written.
#include "cli/replay/feature_texts.h"

#include <cstdio>
#include <cstring>

#include "cli/files/output.h"
#include "cli/log/text_cut.h"
#include "format/hash.h"
#include "format/limits.h"
#include "runtime/features/feature_value.h"
#include "text/numbers.h"

namespace vitrine::tool {
namespace {

enum : uint8_t { kHasNumber = 1, kHasText = 2 };

// Six decimals, rounded half up, without zeros at the end. Digit by digit, because a million times an interest is past 64 bits.
std::string fraction_text(int64_t numerator, int64_t denominator) {
  constexpr int kDecimals = 6;
  int64_t millionths = numerator / denominator;
  int64_t rest = numerator % denominator;
  for (int i = 0; i < kDecimals; ++i) {
    millionths = millionths * 10 + rest * 10 / denominator;
    rest = rest * 10 % denominator;
  }
  if (rest * 2 >= denominator) ++millionths;
  std::string out = std::to_string(millionths);
  if (out.size() <= kDecimals) out.insert(0, kDecimals + 1 - out.size(), '0');
  out.insert(out.size() - kDecimals, ".");
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// As query_parameter (runtime/url.h) decodes a value: percent signs once, plus signs are blanks.
std::string decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i] == '+' ? ' ' : text[i];
    if (escape) i += 2;
  }
  return out;
}

std::string lowered(std::string text) {
  for (char &c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

FeatureTexts::FeatureTexts(const PackView &pack, const compiler::FeatureNames &names) : pack_(pack), names_(names) {
  for (uint16_t string = 0; size_t{string} + 1 < pack.string_first().size(); ++string) add_text(pack.string(string));
}

void FeatureTexts::add_text(std::string_view text) {
  const std::string_view cut = cut_text(text, kMaxTextBytes);
  if (!cut.empty()) texts_.try_emplace(label_hash(cut.data(), cut.size()), cut);
}

// The host, as it is and without its first label (`www.`), and what each parameter says.
void FeatureTexts::add_address(std::string_view address) {
  const size_t scheme = address.find("://");
  const std::string_view rest = scheme == std::string_view::npos ? address : address.substr(scheme + 3);
  std::string host = lowered(std::string(rest.substr(0, rest.find_first_of("/?#:"))));
  host = host.substr(host.find('@') == std::string::npos ? 0 : host.find('@') + 1);
  add_text(host);
  if (host.starts_with("www.")) add_text(std::string_view(host).substr(4));
  for (size_t from = address.find_first_of("?#"); from != std::string_view::npos; from = address.find_first_of("&?#", from + 1)) {
    const std::string_view part = address.substr(from + 1, address.find_first_of("&?#", from + 1) - from - 1);
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string value = decoded(part.substr(equals + 1));
    add_text(value);
    add_text(lowered(value));
  }
}

void FeatureTexts::add(std::span<const uint8_t> wire) {
  constexpr size_t kHeader = 8;
  size_t at = kHeader;
  const auto take_fields = [&](unsigned count) {
    for (; count > 0; --count) {
      const uint8_t field = wire[at];
      const uint8_t kind = wire[at + 1];
      at += 2 + ((kind & kHasNumber) != 0 ? 8 : 0);
      if ((kind & kHasText) == 0) continue;
      uint16_t length = 0;
      std::memcpy(&length, wire.data() + at, sizeof length);
      const std::string_view text(reinterpret_cast<const char *>(wire.data()) + at + sizeof length, length);
      if ((pack_.fields()[field].wants & kWantLong) != 0)
        add_address(text);
      else
        add_text(text);
      at += sizeof length + length;
    }
  };
  take_fields(wire[7]);
  const unsigned items = wire[6] <= kMaxItems ? wire[6] : 0;  // more is no number of items
  for (unsigned item = 0; item < items; ++item) {
    const unsigned count = wire[at++];
    take_fields(count);
  }
}

void FeatureTexts::append_label(std::string &out, uint16_t feature, uint64_t hash) const {
  if (pack_.features()[feature].fact == Fact::kTrafficChannel && hash < names_.channels.size())
    return append_json(out, names_.channels[hash]);
  if (const auto found = names_.label_texts.find(hash); found != names_.label_texts.end()) return append_json(out, found->second);
  if (const auto found = texts_.find(hash); found != texts_.end()) return append_json(out, found->second);
  char text[40];
  std::snprintf(text, sizeof text, "{\"hash\":\"%016llx\"}", static_cast<unsigned long long>(hash));
  out += text;
}

void FeatureTexts::append_value(std::string &out, const compiler::NamedValue &named, const void *pack, uint64_t *visitor) const {
  uint16_t feature = named.features.front();
  runtime::FeatureValue value = runtime::feature_value(pack, visitor, feature);
  // Where the exact times are full, buckets know more, but count a little longer.
  if (value.at_least && named.features.size() > 1) {
    const runtime::FeatureValue more = runtime::feature_value(pack, visitor, named.features[1]);
    if (more.number >= value.number) value = more;
  }
  const ValueType type = pack_.features()[feature].type;
  switch (value.kind) {
    case runtime::FeatureValue::Kind::kNone: out += "null"; return;
    case runtime::FeatureValue::Kind::kLabel: append_label(out, feature, value.label); return;
    case runtime::FeatureValue::Kind::kText: append_json(out, {value.text, value.length}); return;
    case runtime::FeatureValue::Kind::kFraction: out += fraction_text(value.number, value.denominator); return;
    case runtime::FeatureValue::Kind::kNumber: break;
  }
  const std::string number = type == ValueType::kBoolean  ? (value.number != 0 ? "true" : "false")
                             : type == ValueType::kAmount ? number_text(value.number)
                                                          : std::to_string(value.number);
  out += value.at_least ? "{\"at_least\":" + number + '}' : number;
}

void FeatureTexts::append(std::string &out, const void *pack, uint64_t *visitor) const {
  out += '{';
  for (const compiler::NamedValue &value : names_.values) {
    if (out.back() != '{') out += ',';
    append_json(out, value.name);
    out += ':';
    append_value(out, value, pack, visitor);
  }
  out += '}';
}

}  // namespace vitrine::tool
