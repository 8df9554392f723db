#include "intake/ufdr_visitor.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "intake/bank_text.hpp"
#include "intake/ufdr_values.hpp"

namespace redress::intake::ufdr {

using base::Result;

namespace {

constexpr std::size_t kMostTypes = 300;

std::string_view attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& each : attributes)
    if (each.name == name) return each.value;
  return {};
}

bool is_field(std::string_view name) {
  return name == "field" || name == "multiField" || name == "modelField" ||
         name == "multiModelField";
}

/// Of the tags by which the report sorts files.
std::string_view sort_of_tags(std::string_view tags) {
  for (const auto& [tag, sort] : {std::pair<std::string_view, std::string_view>{"Image", "image"},
                                  {"Video", "video"},
                                  {"Audio", "audio"},
                                  {"Document", "document"},
                                  {"Text", "document"}})
    if (tags.find(tag) != std::string_view::npos) return sort;
  return "other";
}

/// 64 hexadecimal digits, small; else nothing.
std::string sha256_of(std::string_view text) {
  const bool hex = text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
                     return bank::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                   });
  return hex ? small(text) : std::string();
}

}  // namespace

void Visitor::File::clear() {
  for (std::string* each : {&path, &local, &sha256, &tags, &deleted, &modified, &created, &stamp})
    each->clear();
  size = docket::kAbsent;
}

Result<void> Visitor::begin_root(std::string_view name, std::string_view space) {
  root_ = std::string(first_bytes(name, 200)) +
          (space.empty() ? "" : " of " + std::string(first_bytes(space, 200)));
  if (name == "project" || name == "UFEDReport" ||
      space.find("cellebrite") != std::string_view::npos)
    return {};
  return base::fail(
      base::Error(base::ErrorKind::bad_input, "this is no report of a UFED extraction")
          .found("the element " + base::in_quotes(root_))
          .expected("project"));
}

Result<void> Visitor::begin(std::string_view name, std::string_view space,
                            std::span<const XmlAttribute> attributes) {
  ++depth_;
  if (depth_ == 1) return begin_root(name, space);
  if (name == "model") {
    begin_model(attributes);
  } else if (is_field(name)) {
    if (Model* model = top(); model != nullptr && deeper_ == 0)
      model->field = first_bytes(attribute(attributes, "name"), 200);
  } else if (name == "value") {
    begin_value(attributes);
  } else if (name == "decodedData" || name == "taggedFiles") {
    met_ = true;
    in_files_ = name == "taggedFiles";
  } else if (name == "file" && in_files_) {
    begin_file(attributes);
  } else if (name == "item") {
    item_name_ = first_bytes(attribute(attributes, "name"), 200);
    item_extraction_ = first_bytes(attribute(attributes, "sourceExtraction"), 200);
  } else if (name == "timestamp" && in_file_) {
    file_.stamp = first_bytes(attribute(attributes, "name"), 200);
    formatted_ = first_bytes(attribute(attributes, "formattedTimestamp"), 200);
  }
  return {};
}

Result<void> Visitor::end(std::string_view name, std::string_view text, bool cut) {
  --depth_;
  if (name == "model") return end_model();
  if (is_field(name)) {
    if (Model* model = top(); model != nullptr && deeper_ == 0) model->field.clear();
  } else if (name == "value") {
    end_value(text, cut);
  } else if (name == "item") {
    item(bank::trimmed(text));
  } else if (name == "timestamp" && in_file_) {
    const std::string_view value = bank::trimmed(text);
    std::string& to = file_.stamp == "ModifyTime" ? file_.modified : file_.created;
    if (file_.stamp == "ModifyTime" || file_.stamp == "CreationTime")
      to = value.empty() ? std::string_view(formatted_) : first_bytes(value, 200);
  } else if (name == "file" && in_file_) {
    return end_file();
  } else if (name == "taggedFiles") {
    in_files_ = false;
  }
  return {};
}

// ---- models -------------------------------------------------------------------------------------

void Visitor::begin_model(std::span<const XmlAttribute> attributes) {
  met_ = true;
  if (models_ == kMostNested) {
    ++deeper_;
    return;
  }
  Model& model = frames_[models_++];
  model.clear();
  if (models_ > 1) model.in_field = frames_[models_ - 2].field;
  for (const XmlAttribute& each : attributes) {
    const std::string_view value = first_bytes(each.value, 200);
    if (each.name == "type") model.type = value;
    if (each.name == "id") model.id = value;
    if (each.name == "deleted_state") model.state = value;
    if (each.name == "extractionId") model.extraction = value;
  }
  model.sort = sort_named(model.type);
  model.offset = xml_->offset();
  if (models_ == 1) model.row = ++counts_[model.sort];
}

void Visitor::begin_value(std::span<const XmlAttribute> attributes) {
  base64_ = attribute(attributes, "format") == "Base64String";
  formatted_ = first_bytes(attribute(attributes, "formattedTimestamp"), 200);
}

void Visitor::end_value(std::string_view text, bool cut) {
  Model* model = top();
  if (model == nullptr || deeper_ != 0 || model->field.empty()) return;
  const Field field = field_named(model->field);
  if (field == Field::none) return;
  if (field == Field::date_time) model->put(Field::date_formatted, formatted_);
  if (cut) {
    model->over = true;
    return;
  }
  if (!base64_) return model->put(field, field == Field::body ? text : bank::trimmed(text));
  if (const auto decoded = base64_text(text)) return model->put(field, *decoded);
  ++unread_base64_;
  model->put(field, text);
}

Result<void> Visitor::end_model() {
  if (deeper_ > 0) {
    --deeper_;
    return {};
  }
  Model& model = frames_[--models_];
  Model* holder = top();
  auto done = take(model, holder);
  model.clear();
  return done;
}

/// Makes a record of it, or gives it to the model that holds it.
Result<void> Visitor::take(Model& model, Model* holder) {
  const std::uint64_t end = xml_->end_offset();
  Standing at;
  if (has_bytes_) {
    at.offset = static_cast<std::int64_t>(model.offset);
    at.bytes = static_cast<std::int64_t>(end - model.offset);
  }
  if (holder != nullptr) {
    const bool of_chat = holder->sort == Sort::chat && models_ == 1 &&
                         (model.sort == Sort::message || model.sort == Sort::sms ||
                          model.sort == Sort::mms || model.sort == Sort::mail);
    if (!of_chat) {
      fold(model, *holder);
      return {};
    }
    place_ = report_ + "/Chats/Chat[" + std::to_string(holder->row) + "]";
    at.place = place_;
    at.row = ++holder->inside;
    return emit(model, holder, at);
  }
  const std::string_view held = holder_of(model.sort);
  if (model.sort == Sort::chat) return {};
  if (held.empty()) {
    if (others_.size() < kMostTypes || others_.contains(model.type))
      ++others_[model.type];
    else
      ++other_types_;
    return {};
  }
  place_.assign(report_).append("/").append(held);
  at.place = place_;
  at.row = model.row;
  return emit(model, nullptr, at);
}

Result<void> Visitor::emit(const Model& model, const Model* chat, const Standing& at) {
  switch (model.sort) {
    case Sort::call: return writer_.call(model, at);
    case Sort::mail: return writer_.mail(model, at);
    case Sort::contact: return writer_.contact(model, at);
    default: return writer_.message(model, chat, at);
  }
}

void Visitor::fold(const Model& model, Model& holder) {
  const std::size_t bytes = model.held;
  const bool crowded = holder.people.size() >= kMostPeople ||
                       holder.attached.size() >= kMostThings ||
                       holder.entries.size() >= kMostThings;
  switch (model.sort) {
    case Sort::party:
      if (crowded || !holder.room_for(bytes)) break;
      holder.people.push_back({.field = model.in_field,
                               .role = std::string(model.text(Field::role)),
                               .identifier = std::string(model.text(Field::identifier)),
                               .name = std::string(model.text(Field::name)),
                               .owner = is_true(model.text(Field::is_owner)),
                               .owner_said = !model.text(Field::is_owner).empty()});
      return;
    case Sort::attachment: {
      if (crowded || !holder.room_for(bytes)) break;
      std::string_view path = model.text(Field::extracted_path);
      for (const Field other : {Field::file_name, Field::title, Field::url})
        if (path.empty()) path = model.text(other);
      holder.attached.push_back({std::string(path), std::string(model.text(Field::content_type))});
      return;
    }
    case Sort::reply: holder.put(Field::original_id, model.text(Field::original_id)); return;
    case Sort::phone:
    case Sort::address:
    case Sort::handle:
      if (crowded || !holder.room_for(bytes)) break;
      holder.entries.push_back({model.sort, std::string(model.text(Field::domain)),
                                std::string(model.text(Field::value))});
      return;
    default: return;
  }
  ++crowded_;
}

// ---- metadata and files -------------------------------------------------------------------------

void Visitor::item(std::string_view text) {
  if (models_ > 0) return;
  if (!in_file_) {
    writer_.devices().see(item_extraction_, item_name_, text);
    return;
  }
  if (item_name_ == "Local Path") file_.local = text;
  if (item_name_ == "SHA256") file_.sha256 = sha256_of(text);
  if (item_name_ == "Tags") file_.tags = text;
}

void Visitor::begin_file(std::span<const XmlAttribute> attributes) {
  in_file_ = true;
  file_.clear();
  ++files_;
  for (const XmlAttribute& each : attributes) {
    if (each.name == "path") file_.path = each.value;
    if (each.name == "deleted") file_.deleted = first_bytes(each.value, 200);
    if (each.name != "size") continue;
    std::int64_t size = 0;
    const auto done =
        std::from_chars(each.value.data(), each.value.data() + each.value.size(), size);
    if (done.ec == std::errc{} && size >= 0) file_.size = size;
  }
}

Result<void> Visitor::end_file() {
  in_file_ = false;
  std::string why(kWhy);
  if (!file_.local.empty() && !file_.path.empty()) why += "; on the device at " + file_.path;
  if (file_.deleted == "Deleted") why += "; deleted";
  const std::string_view stamp = file_.modified.empty() ? file_.created : file_.modified;
  const auto written = time_of(stamp, {}, reading_->declared.days);
  const Moment moment = written ? clocks_->moment(*written) : Moment{};
  place_ = report_ + "/taggedFiles";
  return reading_->rows.keep(
      docket::MediaItem{.path = file_.local.empty() ? file_.path : file_.local,
                        .sort = sort_of_tags(file_.tags),
                        .size = file_.size,
                        .sha256 = file_.sha256,
                        .at = moment.at,
                        .why = why,
                        .place = place_,
                        .row = files_});
}

std::string Visitor::where() const {
  if (models_ == 0)
    return in_file_ ? report_ + "/taggedFiles, file " + std::to_string(files_) : report_;
  const Model& model = frames_[0];
  const std::string_view held = holder_of(model.sort);
  return report_ + "/" + std::string(held.empty() ? std::string_view(model.type) : held) +
         ", row " + std::to_string(model.row);
}

void Visitor::last_remarks() {
  Rows& rows = reading_->rows;
  std::string types;
  for (const auto& [type, count] : others_)
    types += (types.empty() ? "" : ", ") + std::to_string(count) + " " + base::one_line(type);
  if (other_types_ > 0) types += ", " + std::to_string(other_types_) + " of other types";
  if (!types.empty())
    rows.remark({.code = "not-taken", .text = "Of these no records are made: " + types + "."});
  if (crowded_ > 0)
    rows.remark({.code = "crowded",
                 .text = std::to_string(crowded_) +
                         " people or files of messages were too many to be held.",
                 .grave = true});
  if (unread_base64_ > 0)
    rows.remark({.code = "base64",
                 .text = std::to_string(unread_base64_) +
                         " values say that they are Base64 and are not; they stand as written."});
  if (writer_.undated() > 0)
    rows.remark({.code = "no-date",
                 .text = std::to_string(writer_.undated()) +
                         " rows have no time and were kept without one."});
  if (xml_->mended() > 0)
    rows.remark({.code = "mended",
                 .text = std::to_string(xml_->mended()) +
                         " characters were not written as XML has them and were read as what they "
                         "must be, or as U+FFFD."});
  if (clocks_->lacked_zone()) rows.remark(no_zone_remark());
}

}  // namespace redress::intake::ufdr
