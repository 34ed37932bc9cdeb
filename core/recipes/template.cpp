#include "recipes/template.h"

#include "recipes/named_values.h"

#include <kainjow/mustache.hpp>

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <vector>

namespace fornada {

namespace {

namespace mustache = kainjow::mustache;
using Component = mustache::component<std::string>;
using mustache::tag_type;

// Far above any real prompt; they keep a hostile recipe from eating the stack or the memory.
constexpr qsizetype kLongestSource = 256 << 10;
constexpr qsizetype kMostTags = 1000;
constexpr qsizetype kLongestOutput = 4 << 20;

enum class Op { Text, NewLine, Variable, Section, Inverted, End, Comment };

// A template as a flat program: a section knows where its end stands.
struct Node {
    Op op = Op::Text;
    QString text;     // literal text, or the field's name
    QStringList path; // the name's parts when it has dots
    size_t end = 0;   // for sections
    QString list, by; // {{params.voices[language]}}: what the batch parameter has for the language
};

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

QStringList namesIn(const Node &node)
{
    return node.by.isEmpty() ? QStringList{node.text} : QStringList{node.list, node.by};
}

bool isBlank(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c == u' ' || c == u'\t'; });
}

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString asText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double: {
        const double number = value.toDouble();
        const qint64 whole = value.toInteger();
        return double(whole) == number ? QString::number(whole)
                                       : QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return {};
}

bool isThere(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

bool switchesOn(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    if (value.isString())
        return !value.toString().trimmed().isEmpty();
    if (value.isArray())
        return !value.toArray().isEmpty();
    return isThere(value);
}

QJsonValue lookUp(const QJsonValue &frame, const QString &name, const QStringList &path)
{
    const QJsonObject object = frame.toObject();
    const auto it = object.constFind(name); // a column may have dots in its name
    if (it != object.constEnd() || path.isEmpty())
        return it == object.constEnd() ? QJsonValue(QJsonValue::Undefined) : it.value();
    QJsonValue value = object;
    for (const QString &part : path)
        value = value.toObject().value(part);
    return value;
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
            tagged |= node.op == Op::Section || node.op == Op::Inverted || node.op == Op::End || node.op == Op::Comment;
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
            if (nodes[i].op == Op::Section || nodes[i].op == Op::Inverted) {
                open.push_back(i);
            } else if (nodes[i].op == Op::End) {
                nodes[open.back()].end = i;
                open.pop_back();
            }
        }
    }

    std::vector<Node> m_line;
};

// One rendering: the frames are the context and what the open sections put on top of it.
class Rendering {
public:
    Rendering(const std::vector<Node> &nodes, const QJsonObject &context)
        : m_nodes(nodes)
        , m_frames{context}
    {}

    Status run(size_t from, size_t to)
    {
        for (size_t i = from; i < to; ++i) {
            const Node &node = m_nodes[i];
            Status done;
            if (node.op == Op::Text) {
                m_out += node.text;
            } else if (node.op == Op::Variable) {
                done = put(node);
            } else if (node.op == Op::Section || node.op == Op::Inverted) {
                done = section(node, i);
                i = node.end;
            }
            if (!done)
                return done;
            if (m_out.size() > kLongestOutput)
                return Error{ErrorKind::TooMany, {}, QStringLiteral("a rendered text may have 4 million characters")};
        }
        return {};
    }

    QString takeText() { return std::move(m_out); }

private:
    QJsonValue find(const Node &node) const
    {
        if (node.text == u".")
            return m_frames.back();
        if (node.by.isEmpty())
            return find(node.text, node.path);
        return namedValue(find(node.list, node.path), asText(find(node.by, {})));
    }

    QJsonValue find(const QString &name, const QStringList &path) const
    {
        for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame)
            if (const QJsonValue value = lookUp(*frame, name, path); isThere(value))
                return value;
        return QJsonValue(QJsonValue::Undefined);
    }

    Status put(const Node &node)
    {
        const QJsonValue value = find(node);
        if (!isThere(value))
            return Error{ErrorKind::FieldMissing, node.text, {}};
        m_out += asText(value);
        return {};
    }

    Status section(const Node &node, size_t at)
    {
        const QJsonValue value = find(node);
        const bool on = switchesOn(value);
        if (node.op == Op::Inverted)
            return on ? Status() : run(at + 1, node.end);
        if (!on)
            return {};
        if (!value.isArray())
            return inside(value, at + 1, node.end);
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            if (const Status done = inside(item, at + 1, node.end); !done)
                return done;
        return {};
    }

    Status inside(const QJsonValue &value, size_t from, size_t to)
    {
        m_frames.push_back(value);
        const Status done = run(from, to);
        m_frames.pop_back();
        return done;
    }

    const std::vector<Node> &m_nodes;
    std::vector<QJsonValue> m_frames;
    QString m_out;
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

struct Template::Program {
    std::vector<Node> nodes;
    QStringList fields, required;
};

Template::Template(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{}

Result<Template> Template::parse(const QString &source)
{
    if (const Status fine = checkSource(source); !fine)
        return fine.error();
    Component root;
    if (const Status parsed = parseTree(source, root); !parsed)
        return parsed.error();
    Compiler compiler;
    if (const Status compiled = compiler.compile(root); !compiled)
        return compiled.error();

    const auto program = std::make_shared<Program>();
    program->nodes = std::move(compiler.nodes);
    int depth = 0;
    for (const Node &node : program->nodes) {
        const bool section = node.op == Op::Section || node.op == Op::Inverted;
        for (const QString &name : namesIn(node)) {
            if ((section || node.op == Op::Variable) && name != u"." && !program->fields.contains(name))
                program->fields.append(name);
            if (node.op == Op::Variable && depth == 0 && !program->required.contains(name))
                program->required.append(name);
        }
        depth += section ? 1 : node.op == Op::End ? -1 : 0;
    }
    return Template(program);
}

Result<QString> Template::render(const QJsonObject &context) const
{
    Rendering rendering(m_program->nodes, context);
    if (const Status done = rendering.run(0, m_program->nodes.size()); !done)
        return done.error();
    return rendering.takeText();
}

const QStringList &Template::fields() const
{
    return m_program->fields;
}

const QStringList &Template::requiredFields() const
{
    return m_program->required;
}

QJsonValue fieldValue(const QJsonObject &context, const QString &name)
{
    return lookUp(context, name, name.contains(u'.') ? name.split(u'.') : QStringList());
}

Result<QString> render(const QString &source, const QJsonObject &context)
{
    const auto parsed = Template::parse(source);
    return parsed ? parsed->render(context) : Result<QString>(parsed.error());
}

Result<QStringList> fieldsOf(const QString &source)
{
    const auto parsed = Template::parse(source);
    return parsed ? Result<QStringList>(parsed->fields()) : Result<QStringList>(parsed.error());
}

} // namespace fornada
