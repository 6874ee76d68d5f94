#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace chokepoint::scenario {

/// Ends the reading of a YAML text after its fault has been reported.
struct YamlReadingStopped : std::exception {};

/// Puts a tree together from what a parser meets, in order, and refuses what scenarios may not hold.
/// Positions are bytes of the text. A refusal other than a duplicate key throws YamlReadingStopped.
class YamlAssembly {
   public:
    /// `number` is put into the nodes as their source.
    YamlAssembly(const YamlText& text, int number, Diagnostics& diagnostics);

    void begin_document(std::size_t at);
    void add_null(std::size_t at);
    void add_scalar(std::size_t at, std::string value);
    void open(std::size_t at, YamlKind kind);
    void close();
    std::optional<YamlNode> take_root();

    [[noreturn]] void refuse(std::size_t at, std::string message, std::string hint, Fault fault = Fault::bad_syntax);
    [[noreturn]] void refuse_depth(std::size_t at);
    /// Reports where and why the parser itself gave up.
    [[noreturn]] void refuse_syntax(std::size_t at, std::string_view reason);

   private:
    /// A list or mapping that is not finished.
    struct Frame {
        YamlNode node;
        std::size_t at = 0;
        std::optional<YamlNode> key = {};  ///< Of the value to come.
        bool duplicate = false;            ///< The value to come is dropped.
        std::unordered_map<std::string, Place> keys = {};
    };

    YamlNode new_node(std::size_t at, YamlKind kind);
    void move_null(YamlNode& node, std::size_t at) const;
    void note_quote(std::size_t at);
    void attach(YamlNode node);
    void take_key(Frame& frame, YamlNode key);
    Diagnostic key_fault(const YamlNode& key, std::string message, std::string hint, Fault fault) const;

    const YamlText& text_;
    int number_;
    Diagnostics& diagnostics_;
    std::vector<Frame> frames_;
    std::optional<YamlNode> root_;
    int documents_ = 0;
    int nodes_ = 0;
    std::size_t last_quote_ = 0;
    std::size_t last_quote_end_ = 0;
};

}  // namespace chokepoint::scenario
