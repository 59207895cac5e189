/// The Virtual Router Redundancy Protocol, versions 2 (RFC 3768 with the authentication of RFC 2338) and 3
/// (RFC 9568), over IPv4.
///
/// The pure centre: {@link dev.lvsd.vrrp.AdvertReader} and {@link dev.lvsd.vrrp.AdvertCodec} between bytes and
/// {@link dev.lvsd.vrrp.Advert}, with an {@link dev.lvsd.vrrp.Authenticator} for those that are signed;
/// {@link dev.lvsd.vrrp.VirtualRouter} between inputs and actions. The edge: {@link dev.lvsd.vrrp.VrrpDriver}, three
/// threads that each own what they write.
@NullMarked
package dev.lvsd.vrrp;

import org.jspecify.annotations.NullMarked;
