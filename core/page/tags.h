// The names of elements that the tree construction of the HTML standard tells apart (13.2.6), a row each.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine::page {

// What the standard says of a name, as bits.
enum TagBits : uint32_t {
  kVoid = 1 << 0,         // has no content
  kSpecial = 1 << 1,      // 13.2.4.2
  kFormatting = 1 << 2,   // 13.2.4.3
  kClosesP = 1 << 3,      // its start tag closes an open p
  kBlock = 1 << 4,        // its end tag closes it and what has an implied end
  kRawText = 1 << 5,      // its content is text until its end tag
  kRcdata = 1 << 6,       // the same, with character references
  kScopes = 1 << 7,       // ends the search of "has an element in scope"
  kImplied = 1 << 8,      // has an end tag that need not be written
  kBreaksOut = 1 << 9,    // its start tag ends foreign content
  kInHead = 1 << 10,      // "in head" takes it wherever it stands
  kRow = 1 << 11,         // tbody, tfoot, thead
  kCell = 1 << 12,        // td, th
  kHeading = 1 << 13,
  kHost = 1 << 14,        // may carry the shadow root of a variant
  kControl = 1 << 15,     // a form control
  kPart = 1 << 16,        // belongs to a table
  kOuter = 1 << 17,       // html, body
  kInlineVoid = 1 << 18,  // has no content, and stands in a line
  kMarks = 1 << 19,       // begins a list of formatting elements of its own
  kItem = 1 << 20,        // li, dd, dt
};

// name in C++, name in HTML, bits; in the order of the names' letters
// clang-format off
#define VITRINE_TAGS(X) \
  X(kA, "a", kFormatting) \
  X(kAddress, "address", kSpecial | kClosesP | kBlock) \
  X(kAnnotationXml, "annotation-xml", 0) \
  X(kApplet, "applet", kSpecial | kScopes | kMarks) \
  X(kArea, "area", kSpecial | kVoid | kInlineVoid) \
  X(kArticle, "article", kSpecial | kClosesP | kBlock | kHost) \
  X(kAside, "aside", kSpecial | kClosesP | kBlock | kHost) \
  X(kAudio, "audio", 0) \
  X(kB, "b", kFormatting | kBreaksOut) \
  X(kBase, "base", kSpecial | kVoid | kInHead) \
  X(kBasefont, "basefont", kSpecial | kVoid | kInHead) \
  X(kBgsound, "bgsound", kSpecial | kVoid | kInHead) \
  X(kBig, "big", kFormatting | kBreaksOut) \
  X(kBlockquote, "blockquote", kSpecial | kClosesP | kBlock | kBreaksOut | kHost) \
  X(kBody, "body", kSpecial | kBreaksOut | kOuter) \
  X(kBr, "br", kSpecial | kVoid | kBreaksOut | kInlineVoid) \
  X(kButton, "button", kSpecial | kBlock | kControl) \
  X(kCaption, "caption", kSpecial | kScopes | kPart) \
  X(kCenter, "center", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kCode, "code", kFormatting | kBreaksOut) \
  X(kCol, "col", kSpecial | kVoid | kPart) \
  X(kColgroup, "colgroup", kSpecial | kPart) \
  X(kDd, "dd", kSpecial | kImplied | kBreaksOut | kItem) \
  X(kDesc, "desc", 0) \
  X(kDetails, "details", kSpecial | kClosesP | kBlock) \
  X(kDialog, "dialog", kClosesP | kBlock) \
  X(kDir, "dir", kSpecial | kClosesP | kBlock) \
  X(kDiv, "div", kSpecial | kClosesP | kBlock | kBreaksOut | kHost) \
  X(kDl, "dl", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kDt, "dt", kSpecial | kImplied | kBreaksOut | kItem) \
  X(kEm, "em", kFormatting | kBreaksOut) \
  X(kEmbed, "embed", kSpecial | kVoid | kBreaksOut | kInlineVoid) \
  X(kFieldset, "fieldset", kSpecial | kClosesP | kBlock | kControl) \
  X(kFigcaption, "figcaption", kSpecial | kClosesP | kBlock) \
  X(kFigure, "figure", kSpecial | kClosesP | kBlock) \
  X(kFont, "font", kFormatting) \
  X(kFooter, "footer", kSpecial | kClosesP | kBlock | kHost) \
  X(kForeignObject, "foreignobject", 0) \
  X(kForm, "form", kSpecial) \
  X(kFrame, "frame", kSpecial | kVoid) \
  X(kFrameset, "frameset", kSpecial) \
  X(kH1, "h1", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kH2, "h2", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kH3, "h3", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kH4, "h4", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kH5, "h5", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kH6, "h6", kSpecial | kHeading | kBreaksOut | kHost) \
  X(kHead, "head", kSpecial | kBreaksOut) \
  X(kHeader, "header", kSpecial | kClosesP | kBlock | kHost) \
  X(kHgroup, "hgroup", kSpecial | kClosesP | kBlock) \
  X(kHr, "hr", kSpecial | kVoid | kBreaksOut) \
  X(kHtml, "html", kSpecial | kScopes | kOuter) \
  X(kI, "i", kFormatting | kBreaksOut) \
  X(kIframe, "iframe", kSpecial | kRawText) \
  X(kImage, "image", kInlineVoid) \
  X(kImg, "img", kSpecial | kVoid | kBreaksOut | kInlineVoid) \
  X(kInput, "input", kSpecial | kVoid | kControl | kInlineVoid) \
  X(kKeygen, "keygen", kSpecial | kVoid | kInlineVoid) \
  X(kLi, "li", kSpecial | kImplied | kBreaksOut | kItem) \
  X(kLink, "link", kSpecial | kVoid | kInHead) \
  X(kListing, "listing", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kMain, "main", kSpecial | kClosesP | kBlock | kHost) \
  X(kMalignmark, "malignmark", 0) \
  X(kMarquee, "marquee", kSpecial | kScopes | kMarks) \
  X(kMath, "math", 0) \
  X(kMenu, "menu", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kMeta, "meta", kSpecial | kVoid | kInHead | kBreaksOut) \
  X(kMglyph, "mglyph", 0) \
  X(kMi, "mi", 0) \
  X(kMn, "mn", 0) \
  X(kMo, "mo", 0) \
  X(kMs, "ms", 0) \
  X(kMtext, "mtext", 0) \
  X(kNav, "nav", kSpecial | kClosesP | kBlock | kHost) \
  X(kNobr, "nobr", kFormatting | kBreaksOut) \
  X(kNoembed, "noembed", kSpecial | kRawText) \
  X(kNoframes, "noframes", kSpecial | kRawText | kInHead) \
  X(kNoscript, "noscript", kSpecial) \
  X(kObject, "object", kSpecial | kScopes | kControl | kMarks) \
  X(kOl, "ol", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kOptgroup, "optgroup", kImplied) \
  X(kOption, "option", kImplied) \
  X(kOutput, "output", kControl) \
  X(kP, "p", kSpecial | kClosesP | kImplied | kBreaksOut | kHost) \
  X(kParam, "param", kSpecial | kVoid) \
  X(kPlaintext, "plaintext", kSpecial | kClosesP) \
  X(kPre, "pre", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kRb, "rb", kImplied) \
  X(kRp, "rp", kImplied) \
  X(kRt, "rt", kImplied) \
  X(kRtc, "rtc", kImplied) \
  X(kRuby, "ruby", kBreaksOut) \
  X(kS, "s", kFormatting | kBreaksOut) \
  X(kScript, "script", kSpecial | kRawText | kInHead) \
  X(kSearch, "search", kSpecial | kClosesP | kBlock) \
  X(kSection, "section", kSpecial | kClosesP | kBlock | kHost) \
  X(kSelect, "select", kSpecial | kControl) \
  X(kSmall, "small", kFormatting | kBreaksOut) \
  X(kSource, "source", kSpecial | kVoid) \
  X(kSpan, "span", kBreaksOut | kHost) \
  X(kStrike, "strike", kFormatting | kBreaksOut) \
  X(kStrong, "strong", kFormatting | kBreaksOut) \
  X(kStyle, "style", kSpecial | kRawText | kInHead) \
  X(kSub, "sub", kBreaksOut) \
  X(kSummary, "summary", kSpecial | kClosesP | kBlock) \
  X(kSup, "sup", kBreaksOut) \
  X(kSvg, "svg", 0) \
  X(kTable, "table", kSpecial | kScopes | kBreaksOut) \
  X(kTbody, "tbody", kSpecial | kRow | kPart) \
  X(kTd, "td", kSpecial | kScopes | kCell | kPart) \
  X(kTemplate, "template", kSpecial | kScopes | kInHead) \
  X(kTextarea, "textarea", kSpecial | kRcdata | kControl) \
  X(kTfoot, "tfoot", kSpecial | kRow | kPart) \
  X(kTh, "th", kSpecial | kScopes | kCell | kPart) \
  X(kThead, "thead", kSpecial | kRow | kPart) \
  X(kTitle, "title", kSpecial | kRcdata | kInHead) \
  X(kTr, "tr", kSpecial | kPart) \
  X(kTrack, "track", kSpecial | kVoid) \
  X(kTt, "tt", kFormatting | kBreaksOut) \
  X(kU, "u", kFormatting | kBreaksOut) \
  X(kUl, "ul", kSpecial | kClosesP | kBlock | kBreaksOut) \
  X(kVar, "var", kBreaksOut) \
  X(kVideo, "video", 0) \
  X(kWbr, "wbr", kSpecial | kVoid | kInlineVoid) \
  X(kXmp, "xmp", kSpecial | kClosesP | kRawText)
// clang-format on

#define VITRINE_X(id, name, bits) id,
enum class Tag : uint8_t { kOther, VITRINE_TAGS(VITRINE_X) kCount };
#undef VITRINE_X

// `name` in small letters.
[[nodiscard]] Tag tag_of(std::string_view name);
[[nodiscard]] uint32_t bits_of(Tag tag);
inline bool is(Tag tag, uint32_t bits) { return (bits_of(tag) & bits) != 0; }

}  // namespace vitrine::page
