//! Where a request comes from.

use actix_web::HttpRequest;
use std::net::{IpAddr, Ipv6Addr};

/// Bits of an IPv6 address that a network gives to one customer, who has all addresses that begin with them.
const CUSTOMER_BITS: u32 = 64;

/// What stands between the server and its clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proxies {
    /// The header in which they say for whom they ask; none where they are not to be believed, or not there.
    pub header: Option<ProxyHeader>,
    /// How many there are, each of which adds an address; one where this is zero.
    pub count: usize,
}

/// A header that names the clients of proxies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyHeader {
    /// `X-Forwarded-For: 203.0.113.7, 10.0.0.1`
    XForwardedFor,
    /// `Forwarded: for=203.0.113.7;proto=https, for=10.0.0.1` (RFC 7239)
    Forwarded,
}

impl Proxies {
    /// The address a request comes from. Only the last addresses of the header are the proxies' own words: what stands
    /// before them, the client may have written. None for the machine the server runs on.
    pub fn client(self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr().map(|address| address.ip());
        let told = self.header.and_then(|header| {
            let name = match header {
                ProxyHeader::XForwardedFor => "x-forwarded-for",
                ProxyHeader::Forwarded => "forwarded",
            };
            let values: Vec<&str> = request.headers().get_all(name).filter_map(|value| value.to_str().ok()).collect();
            forwarded(header, &values.join(","), self.count.max(1))
        });
        told.or(peer).map(customer).filter(|address| !address.is_loopback())
    }
}

/// The address that the outermost of so many proxies has seen.
fn forwarded(header: ProxyHeader, value: &str, proxies: usize) -> Option<IpAddr> {
    let element = value.rsplit(',').nth(proxies - 1)?.trim();
    match header {
        ProxyHeader::XForwardedFor => address(element),
        ProxyHeader::Forwarded => element.split(';').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            name.trim().eq_ignore_ascii_case("for").then(|| address(value.trim().trim_matches('"')))?
        }),
    }
}

/// An address as proxies write it: with or without a port, IPv6 with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let host = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => text.split_once(':')?.0,
    };
    host.parse().ok()
}

/// The address that stands for all that one customer has.
fn customer(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - CUSTOMER_BITS))))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::{ProxyHeader, customer, forwarded};

    #[test]
    fn the_address_that_the_proxies_have_seen() {
        let (x, f) = (ProxyHeader::XForwardedFor, ProxyHeader::Forwarded);
        for (header, value, proxies, expected) in [
            (x, "203.0.113.7", 1, Some("203.0.113.7")),
            (x, "1.1.1.1, 203.0.113.7", 1, Some("203.0.113.7")),
            (x, "1.1.1.1, 203.0.113.7, 10.0.0.1", 2, Some("203.0.113.7")),
            (x, "203.0.113.7:4711", 1, Some("203.0.113.7")),
            (x, "[2001:db8::1]:4711", 1, Some("2001:db8::1")),
            (x, "2001:db8::1", 1, Some("2001:db8::1")),
            (x, "203.0.113.7", 2, None),
            (x, "unknown", 1, None),
            (x, "", 1, None),
            (f, "for=203.0.113.7;proto=https", 1, Some("203.0.113.7")),
            (f, "for=1.1.1.1, proto=http;For=\"[2001:db8::1]:80\"", 1, Some("2001:db8::1")),
            (f, "for=_hidden", 1, None),
            (f, "proto=https", 1, None),
        ] {
            assert_eq!(forwarded(header, value, proxies), expected.map(|it| it.parse().unwrap()), "{value}");
        }
    }

    #[test]
    fn one_customer_has_one_address() {
        for (address, expected) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("::1", "::1"),
        ] {
            assert_eq!(customer(address.parse().unwrap()).to_string(), expected);
        }
    }
}
