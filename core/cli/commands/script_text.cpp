// One code point a byte costs 2 % after brotli where base64 costs 40 %.
#include "cli/commands/script_text.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace vitrine::tool {
namespace {

using Digest = std::array<uint8_t, 48>;

Digest sha384(std::string_view content) {
  Digest digest;
  unsigned length = 0;
  if (EVP_Digest(content.data(), content.size(), digest.data(), &length, EVP_sha384(), nullptr) != 1 || length != digest.size()) {
    throw std::runtime_error("SHA-384 failed");
  }
  return digest;
}

void append_hex(std::string &out, uint8_t byte, const char *digits) {
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

// HTML turns a carriage return into a line feed and NUL into U+FFFD; `<` before these would be markup to its parser.
bool opens_markup(char next) { return next == '/' || next == '!' || next == 's' || next == 'S'; }

void append_byte(std::string &out, uint8_t byte, char next) {
  switch (byte) {
    case '\0': out += next >= '0' && next <= '9' ? "\\x00" : "\\0"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '"':
    case '\\':
      out += '\\';
      out += static_cast<char>(byte);
      return;
    case '<': out += opens_markup(next) ? "\\x3c" : "<"; return;
    default: break;
  }
  if (byte < 0x80) {
    out += static_cast<char>(byte);
    return;
  }
  out += static_cast<char>(0xC0 | byte >> 6);
  out += static_cast<char>(0x80 | (byte & 0x3F));
}

}  // namespace

std::string byte_literal(std::string_view bytes) {
  std::string out = "\"";
  for (size_t i = 0; i < bytes.size(); ++i) append_byte(out, static_cast<uint8_t>(bytes[i]), i + 1 < bytes.size() ? bytes[i + 1] : '"');
  return out + '"';
}

size_t replace_quoted(std::string &script, std::string_view word, std::string_view literal) {
  size_t count = 0;
  for (const char quote : {'"', '\'', '`'}) {
    const std::string sought = quote + std::string(word) + quote;
    for (size_t at = script.find(sought); at != std::string::npos; at = script.find(sought, at + literal.size())) {
      script.replace(at, sought.size(), literal);
      ++count;
    }
  }
  return count;
}

std::string content_hash(std::string_view content) {
  std::string hash;
  const Digest digest = sha384(content);
  for (size_t i = 0; i < 8; ++i) append_hex(hash, digest[i], "0123456789abcdef");
  return hash;
}

std::string url_name(std::string_view name) {
  std::string out;
  for (const char letter : name) {
    const auto byte = static_cast<uint8_t>(letter);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                          std::string_view("-._~").find(letter) != std::string_view::npos;
    if (is_plain) {
      out += letter;
    } else {
      out += '%';
      append_hex(out, byte, "0123456789ABCDEF");
    }
  }
  return out;
}

std::string integrity(std::string_view content) {
  const Digest digest = sha384(content);
  uint8_t base64[EVP_MAX_MD_SIZE * 2];
  const int written = EVP_EncodeBlock(base64, digest.data(), static_cast<int>(digest.size()));
  return "sha384-" + std::string(base64, base64 + written);
}

}  // namespace vitrine::tool
