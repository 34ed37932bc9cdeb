#include "net/inside_address.h"

#include <QHostAddress>

#include <algorithm>
#include <array>

namespace fornada {

namespace {

struct Subnet {
    const char *network;
    int bits;
};

// What IANA keeps for special purposes and no public server has.
constexpr std::array kInsideSubnets{
    Subnet{"0.0.0.0", 8},      Subnet{"10.0.0.0", 8},    Subnet{"100.64.0.0", 10}, Subnet{"127.0.0.0", 8},
    Subnet{"169.254.0.0", 16}, Subnet{"172.16.0.0", 12}, Subnet{"192.0.0.0", 24},  Subnet{"192.168.0.0", 16},
    Subnet{"198.18.0.0", 15},  Subnet{"224.0.0.0", 3},   Subnet{"::", 128},        Subnet{"::1", 128},
    Subnet{"fc00::", 7},       Subnet{"fe80::", 10},     Subnet{"fec0::", 10},     Subnet{"ff00::", 8},
};

// The IPv4 address that an IPv6 one stands for: mapped, or by way of NAT64 or 6to4.
QHostAddress withinIpv6(const QHostAddress &address)
{
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto ipv4At = [&bytes](int at) {
        return QHostAddress(quint32(bytes[at]) << 24 | quint32(bytes[at + 1]) << 16 | quint32(bytes[at + 2]) << 8 |
                            quint32(bytes[at + 3]));
    };
    if (address.isInSubnet(QHostAddress(QStringLiteral("::ffff:0:0")), 96) ||
        address.isInSubnet(QHostAddress(QStringLiteral("64:ff9b::")), 96))
        return ipv4At(12);
    if (address.isInSubnet(QHostAddress(QStringLiteral("2002::")), 16))
        return ipv4At(2);
    return {};
}

} // namespace

bool isInside(const QHostAddress &address)
{
    if (address.isNull())
        return false;
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        if (const QHostAddress ipv4 = withinIpv6(address); !ipv4.isNull())
            return isInside(ipv4);
    return std::any_of(kInsideSubnets.begin(), kInsideSubnets.end(), [&address](const Subnet &subnet) {
        const QHostAddress network{QString::fromLatin1(subnet.network)};
        return network.protocol() == address.protocol() && address.isInSubnet(network, subnet.bits);
    });
}

} // namespace fornada
