//! Who may ask: the Host, Origin and Sec-Fetch-Site rules of the front.
//!
//! Any page open in the user's browser can reach a local port: it can send simple POSTs blindly and, because
//! WebSockets know no same-origin policy, it can *read* from the sockets it opens. `kubectl proxy` looks only at
//! Host. So the front demands, on every request:
//! - a Host that names this machine and our own port (a rebound DNS name does not);
//! - where there is an Origin, that it is the page we served ourselves;
//! - where there is a Sec-Fetch-Site, that it is `same-origin` or `none` (typed, or from a bookmark). The other
//!   ports of localhost are `same-site`, so that is refused too. The one exception is following a link to the
//!   page itself: a top-level GET of a static file, which carries no secret and cannot be framed.
//!
//! Programs that are no browsers send neither header and pass: they need no browser to reach the cluster.

use hyper::{HeaderMap, Method, header};

/// The names under which a browser on this machine reaches the front.
const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Why a request was refused, each in one sentence for whoever reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The Host header names another machine or another port.
    Host,
    /// The Origin header names another page than ours.
    Origin,
    /// The browser says that another site made the request.
    CrossSite,
}

impl Refusal {
    /// What the caller is told, as plain text.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Host => {
                "This console answers only under localhost, 127.0.0.1 or [::1] with its own port: open the address that cargo xtask run printed."
            }
            Self::Origin => {
                "This request came from another web page, and only the console's own page may talk to the cluster."
            }
            Self::CrossSite => {
                "This request came from another site, and only the console's own page may talk to the cluster."
            }
        }
    }
}

/// The rules for one port.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    /// The port the front listens on.
    pub port: u16,
}

impl Guard {
    /// Lets a request pass or says why not. `is_page` marks the static files, which a link may open.
    pub fn check(self, method: &Method, headers: &HeaderMap, is_page: bool) -> Result<(), Refusal> {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        if !self.is_ours(host) {
            return Err(Refusal::Host);
        }
        if headers.contains_key(header::ORIGIN) {
            let origin = text(headers, header::ORIGIN.as_str()).unwrap_or_default();
            if origin.strip_prefix("http://") != Some(host) {
                return Err(Refusal::Origin);
            }
        }
        match text(headers, "sec-fetch-site") {
            None | Some("same-origin" | "none") => Ok(()),
            Some(_) if is_page && is_followed_link(method, headers) => Ok(()),
            Some(_) => Err(Refusal::CrossSite),
        }
    }

    fn is_ours(self, host: &str) -> bool {
        host.rsplit_once(':')
            .is_some_and(|(name, port)| HOSTS.contains(&name) && port.parse() == Ok(self.port))
    }
}

/// A top-level navigation, which shows the page to the user and nothing to the site that linked to it.
fn is_followed_link(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::GET
        && text(headers, "sec-fetch-mode") == Some("navigate")
        && text(headers, "sec-fetch-dest") == Some("document")
}

/// A header that is there exactly once and readable; two different Hosts or Origins are never right.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.next().is_some() {
        return Some("");
    }
    Some(first.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderName, HeaderValue};

    use super::*;

    const GUARD: Guard = Guard { port: 8001 };

    fn check(method: &Method, is_page: bool, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        GUARD.check(method, &map, is_page)
    }

    #[test]
    fn a_host_must_name_this_machine_and_our_port() {
        for host in ["localhost:8001", "127.0.0.1:8001", "[::1]:8001"] {
            assert_eq!(check(&Method::GET, false, &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "localhost",
            "localhost:8002",
            "evil.example:8001",
            "localhost.evil.example:8001",
            "::1:8001",
            "127.0.0.1:8001:8001",
            "LOCALHOST.:8001",
            "",
        ] {
            assert_eq!(check(&Method::GET, false, &[("host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(check(&Method::GET, false, &[]), Err(Refusal::Host), "no Host at all");
        assert_eq!(
            check(&Method::GET, false, &[("host", "localhost:8001"), ("host", "evil.example")]),
            Err(Refusal::Host),
            "two Hosts"
        );
    }

    #[test]
    fn an_origin_must_be_the_page_we_served() {
        let host = ("host", "localhost:8001");
        assert_eq!(check(&Method::POST, false, &[host, ("origin", "http://localhost:8001")]), Ok(()));
        for origin in [
            "http://localhost:18555",
            "http://127.0.0.1:8001",
            "https://localhost:8001",
            "http://evil.example",
            "null",
            "",
        ] {
            assert_eq!(
                check(&Method::POST, false, &[host, ("origin", origin)]),
                Err(Refusal::Origin),
                "{origin}"
            );
        }
    }

    #[test]
    fn another_site_is_refused_and_another_port_of_localhost_is_another_site() {
        let host = ("host", "127.0.0.1:8001");
        for site in ["same-origin", "none"] {
            assert_eq!(check(&Method::GET, false, &[host, ("sec-fetch-site", site)]), Ok(()), "{site}");
        }
        for site in ["cross-site", "same-site", "anything"] {
            assert_eq!(
                check(&Method::GET, false, &[host, ("sec-fetch-site", site)]),
                Err(Refusal::CrossSite),
                "{site}"
            );
        }
    }

    #[test]
    fn a_link_may_open_the_page_but_neither_frame_it_nor_call_the_api() {
        let link = [
            ("host", "127.0.0.1:8001"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert_eq!(check(&Method::GET, true, &link), Ok(()));
        assert_eq!(check(&Method::GET, false, &link), Err(Refusal::CrossSite), "the API is no page");
        assert_eq!(check(&Method::POST, true, &link), Err(Refusal::CrossSite), "a form is no link");
        let mut framed = link;
        framed[3].1 = "iframe";
        assert_eq!(check(&Method::GET, true, &framed), Err(Refusal::CrossSite), "a frame is no link");
    }
}
