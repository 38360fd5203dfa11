// Looks hosts up and finds the first row of channels that holds.
#include "runtime/facts/channel.h"

#include <cstring>

#include "format/letters.h"
#include "runtime/conditions.h"

namespace vitrine::runtime {
namespace {

const HostKindDef *find(const Pack &pack, uint32_t hash) {
  if (pack.host_counts.count == 0) return nullptr;
  hash = mix32(hash);
  const uint32_t bucket = hash >> kHostBucketShift;
  uint32_t at = 0;
  for (uint32_t b = 0; b < bucket; ++b) at += pack.host_counts[b];
  for (uint32_t left = pack.host_counts[bucket]; left > 0; --left, ++at) {
    if (pack.host_keys[at] == ((hash >> kHostKeyShift) & 0xFFFFu)) return &pack.host_kinds[pack.host_classes[at]];
  }
  return nullptr;
}

// A label that "{}" may stand for; `most`: letters, as one of two.
bool may_be_any(const Host &host, uint32_t label, uint32_t most) {
  const uint32_t first = host.label[label];
  const uint32_t length = host.label[label + 1] - first - 1u;
  if (length == 0 || length > most) return false;
  for (uint32_t i = first; most < kMaxHostBytes && i < first + length; ++i) {
    if (host.text[i] < 'a' || host.text[i] > 'z') return false;
  }
  return true;
}

void make_lower(Line &line) { to_lower(line.text, line.length); }

bool is_apart(const Line &line, Text text) {
  for (uint32_t at = 0; at + text.length <= line.length; ++at) {
    if (std::memcmp(line.text + at, text.at, text.length) != 0) continue;
    const char before = at == 0 ? 'e' : line.text[at - 1];
    if (before == 'e' || before < 'a' || before > 'z') return true;
  }
  return false;
}

// Category of the source: of the engine that it is, else of its text.
uint32_t category_of(const Pack &pack, const Source &source) {
  Host host;
  if (source.engine != nullptr) return source.engine->engine_category;
  Text text = source.host.length != 0 ? source.host : Text{source.source.text, source.source.length};
  if (text.length > 4 && std::memcmp(text.at, "www.", 4) == 0) text = {text.at + 4, text.length - 4};
  if (!make_host(text, host)) return 0;
  const uint32_t roles = suffix_roles(pack, host);
  if ((roles & kHostMail) != 0) return 0;
  const uint32_t category = roles >> kCategoryShift;
  if (category != 0 && (category & kSourceYields) == 0) return category;
  for (uint32_t i = 1; i < kHostPatterns; ++i) {
    const HostKindDef *kind = find_pattern(pack, host, i);
    if (kind != nullptr) return kind->category;
  }
  return category;
}

// By its first label alone.
bool is_webmail(const Pack &pack, const Host &host) {
  for (const ChannelTestDef &test : pack.channel_tests) {
    const Text label = string_of(pack, test.string);
    if (test.field == ChannelField::kLabel && host.labels >= test.bit &&
        text_passes(test.op, host.text, host.label[1] - 1u, label.at, label.length))
      return true;
  }
  return false;
}

}  // namespace

Text string_of(const Pack &pack, uint32_t string) {
  const uint32_t first = pack.string_first[string];
  return {pack.strings.data + first, pack.string_first[string + 1] - first};
}

bool make_host(Text text, Host &host) {
  if (text.length == 0 || text.length > kMaxHostBytes) return false;
  host.length = text.length;
  host.label[host.labels++] = 0;
  std::memcpy(host.text, text.at, text.length);
  to_lower(host.text, host.length);
  for (uint32_t i = 0; i < text.length; ++i) {
    if (host.text[i] != '.') continue;
    if (host.labels == kMaxHostLabels) return false;
    host.label[host.labels++] = static_cast<uint16_t>(i + 1);
  }
  host.label[host.labels] = static_cast<uint16_t>(text.length + 1);
  return true;
}

const HostKindDef *find_pattern(const Pack &pack, const Host &host, uint32_t pattern) {
  if (pattern == 0) return find(pack, fnv1a32(host.text, host.length));
  const uint32_t first = (pattern - 1) / 2;
  const bool two = pattern % 2 == 0;
  const uint32_t behind = first + (two ? 2 : 1);
  if (behind > host.labels || !may_be_any(host, first, two ? 3 : kMaxHostBytes)) return nullptr;
  if (two && !may_be_any(host, first + 1, 3)) return nullptr;
  uint32_t hash = fnv1a32(host.text, host.label[first]);
  hash = fnv1a32("{}", 2, hash);
  const uint32_t rest = host.label[behind] - 1u;
  return find(pack, fnv1a32(host.text + rest, host.length - rest, hash));
}

uint32_t suffix_roles(const Pack &pack, const Host &host) {
  uint32_t all = is_webmail(pack, host) ? kHostMail : 0;
  uint32_t category = 0;
  for (uint32_t i = 0; i < host.labels; ++i) {
    const HostKindDef *kind = find(pack, fnv1a32(host.text + host.label[i], host.length - host.label[i]));
    if (kind == nullptr) continue;
    all |= kind->roles;
    if (category == 0) category = i == 0 ? kind->category : kind->below;
  }
  return all | category << kCategoryShift;
}

uint32_t channel_of(const Pack &pack, const Source &source) {
  if (pack.channel_rows.count == 0 || source.medium.length == 0) return 0;
  Source low = source;
  make_lower(low.source);
  make_lower(low.medium);
  make_lower(low.campaign);
  uint32_t bits = category_of(pack, low);
  const Line *lines[] = {&low.source, &low.medium, &low.campaign};
  if (source.engine != nullptr) low.source.length = 0;
  for (const ChannelTestDef &test : pack.channel_tests) {
    if (test.field == ChannelField::kLabel) continue;
    const Line &line = *lines[static_cast<uint32_t>(test.field)];
    const Text other = string_of(pack, test.string);
    const bool holds = test.apart != 0 ? is_apart(line, other) : text_passes(test.op, line.text, line.length, other.at, other.length);
    if (holds) bits |= 1u << test.bit;
  }
  for (const ChannelRowDef &row : pack.channel_rows) {
    if ((row.bits & ~bits) == 0) return row.channel;
  }
  return 0;
}

bool is_branded(const Pack &pack, const Source &source, uint32_t channel) {
  if (channel != kChannelPaidSearch && channel != kChannelOrganicSearch) return false;
  Source low = source;
  make_lower(low.term);
  make_lower(low.campaign);
  for (const uint16_t string : pack.brand_terms) {
    const Text term = string_of(pack, string);
    if (text_passes(TextOp::kContains, low.term.text, low.term.length, term.at, term.length) ||
        text_passes(TextOp::kContains, low.campaign.text, low.campaign.length, term.at, term.length))
      return true;
  }
  return false;
}

}  // namespace vitrine::runtime
