#include "recipes/template.h"

#include "recipes/named_values.h"
#include "recipes/template_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace fornada {

namespace {

using Node = TemplateNode;
using Op = TemplateNode::Op;

constexpr qsizetype kLongestOutput = 4 << 20;

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

bool isBlank(const QJsonValue &value)
{
    return value.isString() && value.toString().trimmed().isEmpty();
}

bool switchesOn(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    if (value.isString())
        return !isBlank(value);
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

// One rendering: the frames are the context and what the open sections put on top of it.
class Rendering {
public:
    Rendering(const std::vector<Node> &nodes, const QJsonObject &context, const QStringList *mayBeEmpty = nullptr)
        : m_nodes(nodes)
        , m_mayBeEmpty(mayBeEmpty)
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
            } else if (node.isSection()) {
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
        if (!isThere(value) || (isBlank(value) && mustSay(node)))
            return Error{ErrorKind::FieldMissing, node.text, {}};
        m_out += asText(value);
        return {};
    }

    bool mustSay(const Node &node) const
    {
        return m_mayBeEmpty && node.text != u"." && !m_mayBeEmpty->contains(node.text);
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
    const QStringList *m_mayBeEmpty; // nothing: whatever there is may be
    std::vector<QJsonValue> m_frames;
    QString m_out;
};

void note(QStringList &names, const QString &name)
{
    if (!names.contains(name))
        names.append(name);
}

} // namespace

struct Template::Program {
    std::vector<Node> nodes;
    QStringList fields, required, conditional, sections;

    void list()
    {
        std::vector<const Node *> open;
        for (const Node &node : nodes) {
            if (node.op == Op::End)
                open.pop_back();
            if (node.op != Op::Variable && !node.isSection())
                continue;
            for (const QString &name : node.names())
                if (name != u".")
                    note(fields, name);
            if (node.isSection()) {
                note(sections, node.text);
                open.push_back(&node);
                continue;
            }
            for (const QString &name : open.empty() ? node.names() : QStringList())
                note(required, name);
            const auto asksForIt = [&node](const Node *section) {
                return section->op == Op::Section && section->text == node.text;
            };
            const bool depends = (!open.empty() && node.text != u".") || !node.by.isEmpty();
            if (depends && std::none_of(open.begin(), open.end(), asksForIt))
                note(conditional, node.text);
        }
    }
};

Template::Template(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{}

Result<Template> Template::parse(const QString &source)
{
    auto nodes = compileTemplate(source);
    if (!nodes)
        return nodes.error();
    const auto program = std::make_shared<Program>();
    program->nodes = std::move(*nodes);
    program->list();
    return Template(program);
}

Result<QString> Template::render(const QJsonObject &context) const
{
    Rendering rendering(m_program->nodes, context);
    if (const Status done = rendering.run(0, m_program->nodes.size()); !done)
        return done.error();
    return rendering.takeText();
}

Status Template::check(const QJsonObject &context, const QStringList &mayBeEmpty) const
{
    return Rendering(m_program->nodes, context, &mayBeEmpty).run(0, m_program->nodes.size());
}

const QStringList &Template::fields() const
{
    return m_program->fields;
}

const QStringList &Template::requiredFields() const
{
    return m_program->required;
}

const QStringList &Template::conditionalFields() const
{
    return m_program->conditional;
}

const QStringList &Template::sections() const
{
    return m_program->sections;
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
