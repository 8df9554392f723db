#include "intake/mail_headers.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace redress::intake {

namespace {

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
using Text = std::unique_ptr<char, FreeText>;
struct FreeObject {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Object = std::unique_ptr<T, FreeObject>;

/// GMime keeps tables of its own, set up once a process.
void ready() {
  static const bool kDone = (g_mime_init(), true);
  (void)kDone;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string or_empty(const char* text) {
  return text == nullptr ? std::string{} : base::repair_utf8(text);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// More than a head of 512 KiB can hold: a bound for callers without one.
constexpr std::size_t kMostAddresses = 300'000;
constexpr int kDeepestGroup = 4;

void gather(InternetAddressList* list, std::vector<MailAddress>& out, int depth) {
  const int count =
      list == nullptr || depth > kDeepestGroup ? 0 : internet_address_list_length(list);
  for (int i = 0; i < count && out.size() < kMostAddresses; ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
      auto* mailbox = INTERNET_ADDRESS_MAILBOX(one);
      out.push_back({base::one_line(or_empty(internet_address_get_name(one))),
                     base::one_line(or_empty(internet_address_mailbox_get_addr(mailbox)))});
    } else if (INTERNET_ADDRESS_IS_GROUP(one)) {
      gather(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), out, depth + 1);
    }
  }
}

}  // namespace

bool begins_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 200) return false;
  const std::string_view name = trimmed(line.substr(0, colon));
  return !name.empty() && line.front() != ' ' && line.front() != '\t' &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > 32 && c < 127; });
}

MailHead::MailHead(std::string_view block) {
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!fields_.empty()) fields_.back().value += line;
      continue;
    }
    if (!begins_field(line)) continue;
    const std::size_t colon = line.find(':');
    fields_.push_back({lower(trimmed(line.substr(0, colon))), std::string(line.substr(colon + 1))});
  }
  for (Field& each : fields_) {
    // A zero byte would end the text for GMime.
    std::replace(each.value.begin(), each.value.end(), '\0', ' ');
    each.value = std::string(trimmed(each.value));
  }
}

std::string_view MailHead::field(std::string_view name) const {
  for (const Field& each : fields_)
    if (each.name == name) return each.value;
  return {};
}

bool MailHead::has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [&](const Field& each) { return each.name == name; });
}

std::string MailHead::text(std::string_view name) const {
  const std::string value(field(name));
  if (value.empty()) return {};
  ready();
  const Text decoded(g_mime_utils_header_decode_text(nullptr, value.c_str()));
  return base::one_line(or_empty(decoded.get()));
}

std::vector<MailAddress> MailHead::addresses(std::string_view name) const {
  std::vector<MailAddress> out;
  ready();
  for (const Field& each : fields_) {
    if (each.name != name || each.value.empty()) continue;
    const std::size_t before = out.size();
    const Object<InternetAddressList> list(
        internet_address_list_parse(nullptr, each.value.c_str()));
    gather(list.get(), out, 0);
    // A field that is no list of addresses is kept as it stands, unless it is an empty group.
    if (out.size() == before && each.value.find(":;") == std::string::npos) {
      const Text decoded(g_mime_utils_header_decode_text(nullptr, each.value.c_str()));
      out.push_back({{}, base::one_line(or_empty(decoded.get()))});
    }
  }
  return out;
}

std::vector<std::string> MailHead::lines() const {
  std::vector<std::string> out;
  ready();
  for (const Field& each : fields_) {
    const Text decoded(g_mime_utils_header_decode_text(nullptr, each.value.c_str()));
    out.push_back(each.name + ": " + or_empty(decoded.get()));
    if (each.value.find('@') == std::string::npos) continue;
    const Object<InternetAddressList> list(
        internet_address_list_parse(nullptr, each.value.c_str()));
    std::vector<MailAddress> people;
    gather(list.get(), people, 0);
    for (const MailAddress& one : people) out.push_back(one.name + " " + one.address);
  }
  return out;
}

std::string MailHead::id(std::string_view name) const {
  std::string_view value = field(name);
  const std::size_t open = value.find('<');
  if (open != std::string_view::npos) {
    value.remove_prefix(open + 1);
    value = value.substr(0, value.find('>'));
  }
  return base::one_line(base::repair_utf8(trimmed(value)));
}

ContentType MailHead::content() const {
  ready();
  ContentType out;
  const std::string type(field("content-type"));
  if (!type.empty()) {
    const Object<GMimeContentType> parsed(g_mime_content_type_parse(nullptr, type.c_str()));
    if (parsed) {
      out.type = lower(or_empty(g_mime_content_type_get_media_type(parsed.get())));
      out.subtype = lower(or_empty(g_mime_content_type_get_media_subtype(parsed.get())));
      const char* boundary = g_mime_content_type_get_parameter(parsed.get(), "boundary");
      if (boundary != nullptr) out.boundary = boundary;
      out.charset = or_empty(g_mime_content_type_get_parameter(parsed.get(), "charset"));
      out.name = or_empty(g_mime_content_type_get_parameter(parsed.get(), "name"));
    }
  }
  if (out.type.empty() || out.subtype.empty()) {
    out.type = "text";
    out.subtype = "plain";
  }
  const std::string disposition(field("content-disposition"));
  if (!disposition.empty()) {
    const Object<GMimeContentDisposition> parsed(
        g_mime_content_disposition_parse(nullptr, disposition.c_str()));
    if (parsed) {
      out.attached =
          lower(or_empty(g_mime_content_disposition_get_disposition(parsed.get()))) == "attachment";
      const char* name = g_mime_content_disposition_get_parameter(parsed.get(), "filename");
      if (name != nullptr && *name != '\0') out.name = or_empty(name);
    }
  }
  out.name = base::one_line(out.name);
  out.encoding = lower(field("content-transfer-encoding"));
  out.encoding.resize(std::min(out.encoding.size(), out.encoding.find_first_of(" \t;(")));
  return out;
}

std::string gmime_version() {
  return "gmime " + std::to_string(gmime_major_version) + "." +
         std::to_string(gmime_minor_version) + "." + std::to_string(gmime_micro_version);
}

}  // namespace redress::intake
