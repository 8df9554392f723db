#include "intake/json_stream.hpp"

#include <algorithm>
#include <cstring>

namespace redress::intake {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kWindow = 512U << 10U;

bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool ends_scalar(char c) { return c == ',' || c == ']' || c == '}' || blank(c); }

/// The position behind the quote that ends a string, or null; `escaped` says that the first byte
/// is.
const char* end_of_string(const char* at, const char* end, bool& escaped) {
  if (escaped && at < end) {
    ++at;
    escaped = false;
  }
  const auto slashes_before = [&](const char* p) {
    std::size_t n = 0;
    while (p - n > at && *(p - n - 1) == '\\') ++n;
    return n;
  };
  while (at < end) {
    const void* found = std::memchr(at, '"', static_cast<std::size_t>(end - at));
    if (found == nullptr) break;
    const char* quote = static_cast<const char*>(found);
    if (slashes_before(quote) % 2 == 0) return quote + 1;
    at = quote + 1;
  }
  escaped = slashes_before(end) % 2 == 1;
  return nullptr;
}

}  // namespace

JsonElements::JsonElements(const Input& input, std::initializer_list<std::string_view> paths)
    : input_(&input), nodes_(1) {
  // A small file needs no large buffer; one byte more shows its end.
  buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(input.size() + 1, kWindow)) +
                 kPadding);
  std::size_t number = 0;
  for (const std::string_view path : paths) add(path, number++);
}

void JsonElements::add(std::string_view path, std::size_t number) {
  std::size_t node = 0;
  while (!path.empty()) {
    if (path.starts_with("[]")) {
      node = below(node, {}, true);
      path.remove_prefix(2);
    } else {
      const std::size_t end = std::min(path.find_first_of(".["), path.size());
      node = below(node, path.substr(0, end), false);
      path.remove_prefix(end);
    }
    if (path.starts_with(".")) path.remove_prefix(1);
  }
  nodes_[node].wanted = true;
  nodes_[node].path = number;
}

std::size_t JsonElements::find(std::size_t node, std::string_view key, bool each) const {
  if (node == kNone) return kNone;
  for (const std::size_t at : nodes_[node].below)
    if (nodes_[at].each == each && nodes_[at].key == key) return at;
  return kNone;
}

std::size_t JsonElements::below(std::size_t node, std::string_view key, bool each) {
  const std::size_t known = find(node, key, each);
  if (known != kNone) return known;
  nodes_.push_back({std::string(key), each, false, 0, {}});
  nodes_[node].below.push_back(nodes_.size() - 1);
  return nodes_.size() - 1;
}

/// Reads on; what is kept moves to the front. False: the input has ended.
base::Result<bool> JsonElements::more() {
  if (at_end_) return false;
  if (keeping_ && end_ - keep_ > kMostElement) {
    keeping_ = false;
    dropped_ = true;
  }
  const std::size_t from = keeping_ ? keep_ : pos_;
  std::memmove(buffer_.data(), buffer_.data() + from, end_ - from);
  base_ += from;
  pos_ -= from;
  end_ -= from;
  keep_ = 0;
  // Grows only for a value that fills it; kMostElement bounds it.
  if (end_ * 2 + kPadding > buffer_.size()) buffer_.resize(buffer_.size() * 2 + kPadding);
  auto* into = reinterpret_cast<std::uint8_t*>(buffer_.data() + end_);
  const std::size_t room = buffer_.size() - kPadding - end_;
  const std::size_t got = REDRESS_TRY(input_->read(base_ + end_, {into, room}));
  at_end_ = got == 0;
  end_ += got;
  return got != 0;
}

/// Goes to the next byte that is no blank. False: there is none.
base::Result<bool> JsonElements::blanks() {
  while (true) {
    while (pos_ < end_ && blank(buffer_[pos_])) ++pos_;
    if (pos_ < end_) return true;
    if (!REDRESS_TRY(more())) return false;
  }
}

JsonElements::Step JsonElements::stop(Got got, std::string_view why) {
  got_ = got;
  why_ = why;
  expect_ = Expect::done;
  return Step::stop;
}

base::Result<JsonElements::Got> JsonElements::next(Element& element) {
  if (base_ + pos_ == 0 && end_ == 0) {
    REDRESS_TRY(more());
    if (end_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) pos_ = 3;
  }
  while (expect_ != Expect::done) {
    const Step now = at_next_element() ? REDRESS_TRY(take(element)) : REDRESS_TRY(step(element));
    if (now == Step::element) return Got::element;
  }
  return got_;
}

/// Goes straight to the next element of an array that is wanted, where it is a container and in the
/// buffer: what step() would do with three calls.
bool JsonElements::at_next_element() {
  if (expect_ != Expect::after || levels_.empty()) return false;
  Level& level = levels_.back();
  if (level.each == kNone || !nodes_[level.each].wanted) return false;
  std::size_t at = pos_;
  const auto pass_blanks = [&] {
    while (at < end_ && blank(buffer_[at])) ++at;
  };
  pass_blanks();
  if (at == end_ || buffer_[at] != ',') return false;
  ++at;
  pass_blanks();
  if (at == end_ || (buffer_[at] != '{' && buffer_[at] != '[')) return false;
  pos_ = at;
  begun_ = offset();
  node_ = level.each;
  ++level.index;
  return true;
}

base::Result<JsonElements::Step> JsonElements::step(Element& element) {
  if (!REDRESS_TRY(blanks())) {
    begun_ = offset();
    const bool whole = levels_.empty() && expect_ == Expect::after;
    return whole ? stop(Got::end, {}) : stop(Got::ends_early, "the document ends too early");
  }
  begun_ = offset();
  const char c = buffer_[pos_];
  switch (expect_) {
    case Expect::first_key:
    case Expect::first_value:
      if (c == (expect_ == Expect::first_key ? '}' : ']')) {
        close();
        return Step::going;
      }
      expect_ = expect_ == Expect::first_key ? Expect::key : Expect::value;
      return Step::going;
    case Expect::key: return key();
    case Expect::value: return value(element);
    default: return after();
  }
}

void JsonElements::open(bool array, std::size_t node) {
  levels_.push_back({array, node, array ? find(node, {}, true) : kNone, 0});
  ++pos_;
  expect_ = array ? Expect::first_value : Expect::first_key;
}

void JsonElements::close() {
  ++pos_;
  levels_.pop_back();
  expect_ = Expect::after;
}

base::Result<JsonElements::Step> JsonElements::after() {
  const char c = buffer_[pos_];
  if (levels_.empty()) return stop(Got::broken, "bytes behind the end of the document");
  const bool array = levels_.back().array;
  if (c == (array ? ']' : '}')) {
    close();
    return Step::going;
  }
  if (c != ',') return stop(Got::broken, "no comma or bracket behind a value");
  ++pos_;
  expect_ = array ? Expect::value : Expect::key;
  return Step::going;
}

base::Result<JsonElements::Step> JsonElements::key() {
  if (buffer_[pos_] != '"') return stop(Got::broken, "no key where one must be");
  keeping_ = true;
  dropped_ = false;
  keep_ = pos_;
  const bool whole = REDRESS_TRY(pass());
  if (!whole) return stop(Got::ends_early, "the document ends within a key");
  node_ = kNone;
  if (!dropped_) {
    const std::string_view text(buffer_.data() + keep_ + 1, pos_ - keep_ - 2);
    node_ = find(levels_.back().node, text, false);
  }
  keeping_ = false;
  if (!REDRESS_TRY(blanks())) return stop(Got::ends_early, "the document ends behind a key");
  if (buffer_[pos_] != ':') return stop(Got::broken, "no colon behind a key");
  ++pos_;
  expect_ = Expect::value;
  return Step::going;
}

base::Result<JsonElements::Step> JsonElements::value(Element& element) {
  std::size_t node = levels_.empty() ? 0 : node_;
  if (!levels_.empty() && levels_.back().array) {
    ++levels_.back().index;
    node = levels_.back().each;
  }
  const char c = buffer_[pos_];
  const bool known = node != kNone;
  if (known && nodes_[node].wanted) {
    node_ = node;
    return take(element);
  }
  const bool way = known && !nodes_[node].below.empty();
  if (way && (c == '{' || c == '[')) {
    open(c == '[', node);
    return Step::going;
  }
  keeping_ = false;
  expect_ = Expect::after;
  if (REDRESS_TRY(pass())) return Step::going;
  return got_ == Got::broken ? Step::stop
                             : stop(Got::ends_early, "the document ends within a value");
}

base::Result<JsonElements::Step> JsonElements::take(Element& element) {
  keeping_ = true;
  dropped_ = false;
  keep_ = pos_;
  expect_ = Expect::after;
  const std::size_t size = next_size();
  const bool whole = size > 0 ? REDRESS_TRY(jump(size)) : REDRESS_TRY(pass());
  keeping_ = false;
  if (!whole)
    return got_ == Got::broken ? Step::stop
                               : stop(Got::ends_early, "the document ends within a value");
  element.path = nodes_[node_].path;
  element.offset = begun_;
  element.size = offset() - begun_;
  element.too_long = dropped_ || element.size > kMostElement;
  element.text = {};
  if (!element.too_long) element.text = {buffer_.data() + keep_, pos_ - keep_};
  element.index = {};
  std::size_t arrays = 0;
  for (const Level& level : levels_)
    if (level.array && arrays < kMostArrays) element.index[arrays++] = level.index;
  return Step::element;
}

/// What is known of the element that comes; 0: nothing.
std::size_t JsonElements::next_size() {
  if (sizes_.empty()) return 0;
  const std::size_t size = sizes_.front();
  sizes_ = sizes_.subspan(1);
  return size;
}

base::Result<bool> JsonElements::jump(std::size_t size) {
  while (end_ - pos_ < size)
    if (!REDRESS_TRY(more())) return false;
  pos_ += size;
  return true;
}

/// Goes behind the value that begins here. False: it does not end, or is broken (`got_` tells).
base::Result<bool> JsonElements::pass() {
  const char c = buffer_[pos_];
  if (c == '"') {
    ++pos_;
    return pass_string();
  }
  if (c == '{' || c == '[') return pass_container();
  return pass_scalar();
}

base::Result<bool> JsonElements::pass_string() {
  bool escaped = false;
  while (true) {
    const char* end = buffer_.data() + end_;
    if (const char* behind = end_of_string(buffer_.data() + pos_, end, escaped)) {
      pos_ = static_cast<std::size_t>(behind - buffer_.data());
      return true;
    }
    pos_ = end_;
    if (!REDRESS_TRY(more())) return false;
  }
}

base::Result<bool> JsonElements::pass_container() {
  nesting_.begin(levels_.size());
  while (true) {
    if (pos_ == end_ && !REDRESS_TRY(more())) return false;
    // Behind the end stand kPadding bytes that may be read.
    const char* const bytes = buffer_.data();
    pos_ = static_cast<std::size_t>(nesting_.pass(bytes + pos_, bytes + end_) - bytes);
    switch (nesting_.state()) {
      case JsonNesting::State::open: break;
      case JsonNesting::State::ended: return true;
      case JsonNesting::State::too_deep:
        stop(Got::broken, "more than 512 levels of brackets");
        return false;
      case JsonNesting::State::unfit: stop(Got::broken, "brackets that do not fit"); return false;
    }
  }
}

base::Result<bool> JsonElements::pass_scalar() {
  const std::size_t limit = 64;  // no number or name is longer
  std::size_t length = 0;
  while (true) {
    while (pos_ < end_ && !ends_scalar(buffer_[pos_])) {
      const auto c = static_cast<unsigned char>(buffer_[pos_]);
      const bool fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'E' || c == '-' ||
                        c == '+' || c == '.';
      if (!fits || ++length > 4 * limit) {
        stop(Got::broken, "bytes that are no value");
        return false;
      }
      ++pos_;
    }
    if (pos_ < end_) {
      if (length > 0) return true;
      stop(Got::broken, "no value where one must be");
      return false;
    }
    // Without what stands behind it a number may be cut.
    if (!REDRESS_TRY(more())) return false;
  }
}

}  // namespace redress::intake
