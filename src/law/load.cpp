#include "law/load.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "base/files.hpp"
#include "law/load_parts.hpp"

namespace redress::law {
namespace {

using base::Error;
using base::ErrorKind;
using base::Place;

constexpr std::size_t kMostFiles = 5'000;

using Reader = void (*)(detail::Fields&, Library&);

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// What a path holds; nullptr for a path that no pack has.
Reader reader_of(std::string_view path) {
  if (starts(path, "law/limitations/")) return detail::read_limitations;
  if (starts(path, "law/")) return detail::read_offence;
  if (starts(path, "facts/")) return detail::read_facts;
  if (starts(path, "regimes/")) return detail::read_regimes;
  if (starts(path, "evidence/")) return detail::read_evidence;
  return nullptr;
}

std::string without_ending(const std::string& path) {
  constexpr std::string_view kEnding = ".toml";
  if (path.size() <= kEnding.size() || !path.ends_with(kEnding)) return path;
  return path.substr(0, path.size() - kEnding.size());
}

void read_one(const PackText& pack, Loaded& out) {
  const std::string& file = pack.shown.empty() ? pack.path : pack.shown;
  const Reader reader = reader_of(pack.path);
  if (reader == nullptr) {
    out.problems.push_back(Error(ErrorKind::bad_input, "no pack has this path")
                               .at(Place{file, 0, 0, {}})
                               .expected("law/, facts/, regimes/ or evidence/"));
    return;
  }
  base::Result<detail::Node> tree = base::toml::parse_tree(pack.text, file, detail::kLargestText);
  if (!tree) {
    out.problems.push_back(std::move(tree).error());
    return;
  }
  std::string path_id = without_ending(pack.path);
  path_id.erase(0, path_id.find('/') + 1);
  std::vector<Error> problems;
  detail::Reading reading{file, std::move(path_id), problems};
  detail::Fields root(*tree, reading, Standing::unconfirmed);
  reader(root, out.library);
  root.done();
  std::ranges::stable_sort(problems, [](const Error& a, const Error& b) {
    return std::pair(a.place().line, a.place().column) <
           std::pair(b.place().line, b.place().column);
  });
  std::ranges::move(problems, std::back_inserter(out.problems));
}

Error unavailable(const std::filesystem::path& path, std::string message) {
  return Error(ErrorKind::unavailable, std::move(message)).at(Place{path.string(), 0, 0, {}});
}

/// Regular *.toml files below a folder; links are not followed.
void list(const std::filesystem::path& folder, std::vector<std::filesystem::path>& files,
          std::vector<Error>& problems) {
  std::error_code code;
  std::filesystem::recursive_directory_iterator at(folder, code);
  if (code) {
    problems.push_back(unavailable(folder, "the folder can not be read: " + code.message()));
    return;
  }
  for (const std::filesystem::recursive_directory_iterator end; at != end;) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
    if (files.size() > kMostFiles) {
      problems.push_back(unavailable(folder, "too many files for packs"));
      return;
    }
    at.increment(code);
    if (code) {
      problems.push_back(unavailable(folder, "the folder can not be read: " + code.message()));
      return;
    }
  }
}

Loaded read_all(std::vector<PackText> texts, std::vector<Error> problems) {
  std::ranges::stable_sort(texts, [](const PackText& a, const PackText& b) {
    return without_ending(a.path) < without_ending(b.path);
  });
  Loaded out;
  out.problems = std::move(problems);
  for (const PackText& pack : texts) read_one(pack, out);
  return out;
}

}  // namespace

Loaded load_texts(std::vector<PackText> texts) { return read_all(std::move(texts), {}); }

Loaded load_text(std::string_view path, std::string_view text) {
  return load_texts({PackText{std::string(path), std::string(text), {}}});
}

Loaded load(const std::filesystem::path& packs) {
  std::vector<Error> problems;
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"law", "facts", "regimes", "evidence"})
    list(packs / folder, files, problems);
  std::vector<PackText> texts;
  for (const std::filesystem::path& file : files) {
    base::Result<std::string> text = base::read_text_file(file, detail::kLargestText);
    if (!text) {
      problems.push_back(std::move(text).error());
      continue;
    }
    texts.push_back(
        {file.lexically_relative(packs).generic_string(), std::move(*text), file.generic_string()});
  }
  return read_all(std::move(texts), std::move(problems));
}

}  // namespace redress::law
