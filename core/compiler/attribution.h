// Known sources of traffic: search engines, AI assistants, social networks, GA4's categories (the table is made by attribution_table.cmake).
#pragma once

#include <cstddef>

namespace vitrine::compiler {

// Hosts without `www.`, each followed by a blank; `{}` stands for one label, or two of at most 3 letters each.
struct EngineBlock {
  const char *name;  // in lower case: the source
  bool hides_keyword;  // may send none of its parameters
  const char *params;  // names, each followed by a blank
  const char *hosts;  // none: an engine by its name alone
};

extern const EngineBlock kEngineBlocks[];
extern const size_t kEngineBlockCount;
struct SourceCategory {
  const char *source;  // a host without `www.`, or another name of a source
  const char *category;  // SEARCH, SOCIAL, SHOPPING or VIDEO
};

extern const SourceCategory kSourceCategories[];
extern const size_t kSourceCategoryCount;
// Names in lower case, and hosts without `www.`.
extern const char *const kAssistantNames[];
extern const size_t kAssistantNameCount;
extern const char *const kAssistantHosts[];
extern const size_t kAssistantHostCount;
extern const char *const kSocialNames[];
extern const size_t kSocialNameCount;
extern const char *const kSocialHosts[];
extern const size_t kSocialHostCount;

}  // namespace vitrine::compiler
