#include "recipes/template_program.h"

#include <kainjow/mustache.hpp>

// From a template's source to its program, by way of the parser's tree.
namespace fornada {

namespace {

namespace mustache = kainjow::mustache;
using Component = mustache::component<std::string>;
using mustache::tag_type;
using Node = TemplateNode;
using Op = TemplateNode::Op;

// Far above any real prompt; they keep a hostile recipe from eating the stack or the memory.
constexpr qsizetype kLongestSource = 256 << 10;
constexpr qsizetype kMostTags = 1000;

// Of batch parameters only: a row's column may have brackets in its name.
Node named(Op op, const QString &name)
{
    const auto pathOf = [](const QString &field) {
        return field.contains(u'.') && field.size() > 1 ? field.split(u'.') : QStringList();
    };
    const qsizetype bracket = name.indexOf(u'[');
    if (!name.startsWith(u"params.") || bracket < 0 || !name.endsWith(u']'))
        return {op, name, pathOf(name), 0, {}, {}};
    const QString list = name.left(bracket).trimmed();
    return {op, name, pathOf(list), 0, list, name.mid(bracket + 1).chopped(1).trimmed()};
}

Error badTemplate(const QString &detail)
{
    return {ErrorKind::BadTemplate, {}, detail};
}

bool isBlank(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c == u' ' || c == u'\t'; });
}

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// What the parser's tree says, in reading order.
class Compiler {
public:
    Status compile(const Component &root)
    {
        if (const Status taken = take(root); !taken)
            return taken;
        finishLine();
        link();
        return {};
    }

    std::vector<Node> nodes;

private:
    Status take(const Component &parent)
    {
        for (const Component &child : parent.children)
            if (const Status taken = takeOne(child); !taken)
                return taken;
        return {};
    }

    Status takeOne(const Component &child)
    {
        if (child.is_newline()) {
            m_line.push_back({Op::NewLine, fromUtf8(child.text), {}, 0, {}, {}});
            finishLine();
            return {};
        }
        const QString name = fromUtf8(child.is_text() ? child.text : child.tag.name);
        if (name.isEmpty() && child.tag.type != tag_type::comment)
            return badTemplate(QStringLiteral("a tag without a name"));
        switch (child.tag.type) {
        case tag_type::text:
            m_line.push_back({Op::Text, name, {}, 0, {}, {}});
            return {};
        case tag_type::variable:
        case tag_type::unescaped_variable:
            m_line.push_back(named(Op::Variable, name));
            return {};
        case tag_type::section_begin:
        case tag_type::section_begin_inverted: {
            const bool inverted = child.tag.type == tag_type::section_begin_inverted;
            m_line.push_back(named(inverted ? Op::Inverted : Op::Section, name));
            const Status taken = take(child);
            m_line.push_back({Op::End, name, {}, 0, {}, {}});
            return taken;
        }
        case tag_type::comment:
            m_line.push_back({Op::Comment, {}, {}, 0, {}, {}});
            return {};
        case tag_type::partial:
            return badTemplate(QStringLiteral("{{>%1}}: partials are not available").arg(name));
        case tag_type::section_end:
        case tag_type::set_delimiter:
            break;
        }
        return badTemplate(QStringLiteral("unexpected tag '%1'").arg(name));
    }

    // A line that holds nothing but section tags and comments leaves no empty line behind.
    void finishLine()
    {
        bool tagged = false, visible = false;
        for (const Node &node : m_line) {
            tagged |= node.isSection() || node.op == Op::End || node.op == Op::Comment;
            visible |= node.op == Op::Variable || (node.op == Op::Text && !isBlank(node.text));
        }
        const bool standsAlone = tagged && !visible;
        for (Node &node : m_line) {
            const bool literal = node.op == Op::Text || node.op == Op::NewLine;
            if (node.op == Op::Comment || (literal && standsAlone))
                continue;
            if (literal)
                node.op = Op::Text;
            if (literal && !nodes.empty() && nodes.back().op == Op::Text)
                nodes.back().text += node.text;
            else
                nodes.push_back(std::move(node));
        }
        m_line.clear();
    }

    void link()
    {
        std::vector<size_t> open;
        for (size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].isSection()) {
                open.push_back(i);
            } else if (nodes[i].op == Op::End) {
                nodes[open.back()].end = i;
                open.pop_back();
            }
        }
    }

    std::vector<Node> m_line;
};

// Delimiter changes are refused before the parser sees them: the count of tags below relies on "{{".
Status checkSource(const QString &source)
{
    if (source.size() > kLongestSource)
        return badTemplate(QStringLiteral("longer than 256 thousand characters"));
    qsizetype tags = 0;
    for (qsizetype at = source.indexOf(u"{{"); at >= 0; at = source.indexOf(u"{{", at + 2)) {
        if (++tags > kMostTags)
            return badTemplate(QStringLiteral("more than %1 tags").arg(kMostTags));
        qsizetype inside = at + 2;
        while (inside < source.size() && (source.at(inside) == u'{' || source.at(inside).isSpace()))
            ++inside;
        if (inside < source.size() && source.at(inside) == u'=')
            return badTemplate(QStringLiteral("delimiters cannot be changed"));
    }
    return {};
}

Status parseTree(const QString &source, Component &root)
{
    std::string error;
    try {
        mustache::context<std::string> none;
        mustache::context_internal<std::string> context{none};
        mustache::parser<std::string>{source.toStdString(), context, root, error};
    } catch (const std::exception &e) {
        error = e.what();
    }
    return error.empty() ? Status() : Status(badTemplate(fromUtf8(error)));
}

} // namespace

Result<std::vector<TemplateNode>> compileTemplate(const QString &source)
{
    if (const Status fine = checkSource(source); !fine)
        return fine.error();
    Component root;
    if (const Status parsed = parseTree(source, root); !parsed)
        return parsed.error();
    Compiler compiler;
    if (const Status compiled = compiler.compile(root); !compiled)
        return compiled.error();
    return std::move(compiler.nodes);
}

} // namespace fornada
