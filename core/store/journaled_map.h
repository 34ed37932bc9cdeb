#pragma once

#include <map>
#include <optional>
#include <vector>

namespace fornada {

// An ordered map that remembers what changed since the last commit and can take it back.
template<class K, class V>
class JournaledMap {
public:
    using const_iterator = typename std::map<K, V>::const_iterator;

    const V *find(const K &key) const
    {
        const auto it = m_map.find(key);
        return it == m_map.end() ? nullptr : &it->second;
    }
    std::optional<V> get(const K &key) const
    {
        const V *found = find(key);
        return found ? std::optional(*found) : std::nullopt;
    }
    V value(const K &key) const
    {
        const V *found = find(key);
        return found ? *found : V{};
    }
    bool contains(const K &key) const { return m_map.find(key) != m_map.end(); }

    void put(const K &key, V value)
    {
        const auto [it, fresh] = m_map.try_emplace(key);
        if (fresh)
            m_undo.emplace_back(key, std::nullopt);
        else
            m_undo.emplace_back(key, std::move(it->second));
        it->second = std::move(value);
    }
    void erase(const K &key)
    {
        const auto it = m_map.find(key);
        if (it == m_map.end())
            return;
        m_undo.emplace_back(key, std::move(it->second));
        m_map.erase(it);
    }

    void commit() { m_undo.clear(); }
    void rollback()
    {
        for (auto it = m_undo.rbegin(); it != m_undo.rend(); ++it) {
            if (it->second)
                m_map[it->first] = std::move(*it->second);
            else
                m_map.erase(it->first);
        }
        m_undo.clear();
    }

    const_iterator begin() const { return m_map.begin(); }
    const_iterator end() const { return m_map.end(); }
    const_iterator from(const K &key) const { return m_map.lower_bound(key); }
    const_iterator after(const K &key) const { return m_map.upper_bound(key); }

private:
    std::map<K, V> m_map;
    std::vector<std::pair<K, std::optional<V>>> m_undo;
};

} // namespace fornada
