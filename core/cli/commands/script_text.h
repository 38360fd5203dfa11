// Bytes as text of a script, and the hash that a page may ask of a script.
#pragma once

#include <string>
#include <string_view>

namespace vitrine::tool {

// A JavaScript string literal in double quotes with one code point (U+0000 to U+00FF) a byte, as UTF-8. Safe inside a <script> element of
// an HTML page: it never holds what ends or opens one there.
[[nodiscard]] std::string byte_literal(std::string_view bytes);

// Puts `literal` where `word` stands as a quoted string ("word", 'word' or `word`). Returns how many there were.
[[nodiscard]] size_t replace_quoted(std::string &script, std::string_view word, std::string_view literal);

// The first 16 hexadecimal digits of the content's SHA-384, for a file's name.
[[nodiscard]] std::string content_hash(std::string_view content);

// A file's name as a part of an address: what is neither a letter, a digit nor one of `-._~` is escaped, so it may stand in HTML too.
[[nodiscard]] std::string url_name(std::string_view name);

// The value of an `integrity` attribute: sha384- and the hash in base64.
[[nodiscard]] std::string integrity(std::string_view content);

}  // namespace vitrine::tool
