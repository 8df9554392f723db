// The elements of a UFED report as they come: metadata, tagged files, decoded models.
//
// Promises: a model becomes a record when it has ended: messages of a conversation one by one,
// whatever its length. Models of other sorts are counted by type. A file is listed by what the
// report says of it.
// Bounds: models in models to kMostNested; what is deeper is passed over.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reader.hpp"
#include "intake/ufdr_model.hpp"
#include "intake/ufdr_records.hpp"
#include "intake/xml.hpp"

namespace redress::intake::ufdr {

inline constexpr std::size_t kMostNested = 12;

class Visitor final : public XmlVisitor {
 public:
  /// `report`: what the report is called in places; `has_bytes`: offsets are those of the exhibit.
  Visitor(Reading& reading, Clocks& clocks, std::string report, bool has_bytes)
      : reading_(&reading),
        writer_(reading, clocks),
        clocks_(&clocks),
        report_(std::move(report)),
        has_bytes_(has_bytes) {}
  void reads_with(const XmlReader& xml) { xml_ = &xml; }

  base::Result<void> begin(std::string_view name, std::string_view space,
                           std::span<const XmlAttribute> attributes) override;
  base::Result<void> end(std::string_view name, std::string_view text, bool cut) override;

  bool met() const { return met_; }
  std::string_view root() const { return root_; }
  std::string where() const;
  void last_remarks();

 private:
  struct File {
    std::string path;
    std::string local;
    std::string sha256;
    std::string tags;
    std::string deleted;
    std::string modified;
    std::string created;
    std::string stamp;  ///< name of the timestamp that is open
    std::int64_t size = docket::kAbsent;
    void clear();
  };
  base::Result<void> begin_root(std::string_view name, std::string_view space);
  void begin_model(std::span<const XmlAttribute> attributes);
  base::Result<void> end_model();
  base::Result<void> take(Model& model, Model* holder);
  void fold(const Model& model, Model& holder);
  base::Result<void> emit(const Model& model, const Model* chat, const Standing& at);
  void begin_value(std::span<const XmlAttribute> attributes);
  void end_value(std::string_view text, bool cut);
  void begin_file(std::span<const XmlAttribute> attributes);
  base::Result<void> end_file();
  void item(std::string_view text);
  Model* top() { return models_ == 0 ? nullptr : &frames_[models_ - 1]; }

  Reading* reading_;
  Writer writer_;
  Clocks* clocks_;
  std::string report_;
  bool has_bytes_;
  const XmlReader* xml_ = nullptr;
  std::string root_;
  std::size_t depth_ = 0;
  bool met_ = false;

  std::array<Model, kMostNested> frames_;
  std::size_t models_ = 0;  ///< of frames_ that are open
  std::size_t deeper_ = 0;  ///< open models beyond them
  bool base64_ = false;
  std::string formatted_;

  bool in_files_ = false;  ///< inside taggedFiles
  bool in_file_ = false;
  File file_;
  std::int64_t files_ = 0;
  std::string item_name_;
  std::string item_extraction_;

  std::map<Sort, std::int64_t> counts_;
  std::map<std::string, std::uint64_t, std::less<>> others_;
  std::uint64_t other_types_ = 0;  ///< of more types than others_ holds
  std::uint64_t unread_base64_ = 0;
  std::uint64_t crowded_ = 0;  ///< models with more people or things than are held
  std::string place_;
};

}  // namespace redress::intake::ufdr
