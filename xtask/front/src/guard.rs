//! Who may ask: the Host, Origin and Sec-Fetch-Site rules of the front.
//!
//! Any page open in the user's browser can reach a local port: it can send simple POSTs blindly and, because
//! WebSockets know no same-origin policy, it can *read* from the sockets it opens. `kubectl proxy` looks only at
//! Host. So the front demands, on every request and in this order:
//! - a Host that names this machine and our own port (a rebound DNS name does not);
//! - no `Service-Worker`: the console has none, and another's would stay between it and the cluster;
//! - where there is an Origin, that it is the page we served ourselves; a request to switch protocols has one;
//! - where there is a Sec-Fetch-Site, that it is `same-origin`, or for a file of the page `none` (typed, or from a
//!   bookmark). The other ports of localhost are `same-site`, so that is refused too. The one exception is following a
//!   link to the page itself: a top-level GET of a static file, which carries no secret and cannot be framed.
//! - where there is a Sec-Fetch-Dest, that what comes from the API goes to a script and not into a window, a frame, an
//!   image or a worker: nobody is led there by a link.
//!
//! Programs that are no browsers send none of these and pass: they need no browser to reach the cluster.

use hyper::{HeaderMap, Method, header};

/// The names under which a browser on this machine reaches the front.
const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Where the browser says that a request comes from.
const SITE: &str = "sec-fetch-site";
/// What the browser says it will do with the answer.
const DESTINATION: &str = "sec-fetch-dest";

/// Why a request was refused, each in one sentence for whoever reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The Host header names another machine or another port.
    Host,
    /// The Origin header names another page than ours.
    Origin,
    /// The browser says that another site made the request.
    CrossSite,
    /// The browser would show an answer of the API, or run it.
    Shown,
    /// The request would register a service worker.
    Worker,
    /// A request to switch protocols that does not say who makes it.
    Anonymous,
    /// What a program in the cluster serves.
    Proxied,
    /// Commands in pods, which were not asked for.
    Exec,
    /// A path that two servers could read differently.
    Path,
}

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A file of the page, which a link may open.
    Page,
    /// The API.
    Api,
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
            Self::Shown => {
                "The API is read by the console's page, and no address of it can be opened in the browser: use kubectl, or the console."
            }
            Self::Worker => "The console has no service worker, and none may be put before the cluster.",
            Self::Anonymous => {
                "A socket is opened by the console's own page alone, which says so in its Origin."
            }
            Self::Proxied => {
                "What programs in the cluster serve does not pass through the console; only the Prometheus that is configured does. Use kubectl port-forward."
            }
            Self::Exec => {
                "Commands in pods were not allowed when this was started: start it with --terminal, or use kubectl."
            }
            Self::Path => "This path can be read in two ways, so it is not passed on.",
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
    /// Lets a request pass or says why not.
    pub fn check(self, method: &Method, headers: &HeaderMap, asked: Asked) -> Result<(), Refusal> {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        if !self.is_ours(host) {
            return Err(Refusal::Host);
        }
        if headers.contains_key("service-worker") {
            return Err(Refusal::Worker);
        }
        if headers.contains_key(header::ORIGIN) {
            let origin = text(headers, header::ORIGIN.as_str()).unwrap_or_default();
            if origin.strip_prefix("http://") != Some(host) {
                return Err(Refusal::Origin);
            }
        } else if headers.contains_key(header::UPGRADE) {
            return Err(Refusal::Anonymous);
        }
        match asked {
            Asked::Page => check_page(method, headers),
            Asked::Api => check_api(headers),
        }
    }

    fn is_ours(self, host: &str) -> bool {
        host.rsplit_once(':')
            .is_some_and(|(name, port)| HOSTS.contains(&name) && port.parse() == Ok(self.port))
    }
}

fn check_page(method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
    match text(headers, SITE) {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if is_followed_link(method, headers) => Ok(()),
        Some(_) => Err(Refusal::CrossSite),
    }
}

fn check_api(headers: &HeaderMap) -> Result<(), Refusal> {
    match text(headers, DESTINATION) {
        None | Some("empty" | "websocket") => {}
        Some(_) => return Err(Refusal::Shown),
    }
    match text(headers, SITE) {
        None | Some("same-origin") => Ok(()),
        Some(_) => Err(Refusal::CrossSite),
    }
}

/// A top-level navigation, which shows the page to the user and nothing to the site that linked to it.
fn is_followed_link(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::GET
        && text(headers, "sec-fetch-mode") == Some("navigate")
        && text(headers, DESTINATION) == Some("document")
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

    fn check(method: &Method, asked: Asked, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        GUARD.check(method, &map, asked)
    }

    #[test]
    fn a_host_must_name_this_machine_and_our_port() {
        for host in ["localhost:8001", "127.0.0.1:8001", "[::1]:8001"] {
            assert_eq!(check(&Method::GET, Asked::Api, &[("host", host)]), Ok(()), "{host}");
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
            assert_eq!(check(&Method::GET, Asked::Api, &[("host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(check(&Method::GET, Asked::Api, &[]), Err(Refusal::Host), "no Host at all");
        assert_eq!(
            check(&Method::GET, Asked::Api, &[("host", "localhost:8001"), ("host", "evil.example")]),
            Err(Refusal::Host),
            "two Hosts"
        );
    }

    #[test]
    fn an_origin_must_be_the_page_we_served() {
        let host = ("host", "localhost:8001");
        assert_eq!(check(&Method::POST, Asked::Api, &[host, ("origin", "http://localhost:8001")]), Ok(()));
        for origin in [
            "http://localhost:18555",
            "http://127.0.0.1:8001",
            "https://localhost:8001",
            "http://evil.example",
            "null",
            "",
        ] {
            assert_eq!(
                check(&Method::POST, Asked::Api, &[host, ("origin", origin)]),
                Err(Refusal::Origin),
                "{origin}"
            );
        }
    }

    #[test]
    fn another_site_is_refused_and_another_port_of_localhost_is_another_site() {
        let host = ("host", "127.0.0.1:8001");
        assert_eq!(check(&Method::GET, Asked::Api, &[host, ("sec-fetch-site", "same-origin")]), Ok(()));
        for site in ["same-origin", "none"] {
            assert_eq!(check(&Method::GET, Asked::Page, &[host, ("sec-fetch-site", site)]), Ok(()), "{site}");
        }
        for site in ["cross-site", "same-site", "none", "anything"] {
            assert_eq!(
                check(&Method::GET, Asked::Api, &[host, ("sec-fetch-site", site)]),
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
        assert_eq!(check(&Method::GET, Asked::Page, &link), Ok(()));
        assert_eq!(check(&Method::GET, Asked::Api, &link), Err(Refusal::Shown), "the API is no page");
        assert_eq!(check(&Method::POST, Asked::Page, &link), Err(Refusal::CrossSite), "a form is no link");
        let mut framed = link;
        framed[3].1 = "iframe";
        assert_eq!(check(&Method::GET, Asked::Page, &framed), Err(Refusal::CrossSite), "a frame is no link");
    }

    #[test]
    fn an_address_of_the_api_is_opened_from_nowhere_not_even_from_a_chat_or_the_console() {
        let host = ("host", "127.0.0.1:8001");
        for site in ["none", "same-origin", "cross-site"] {
            for dest in [
                "document",
                "iframe",
                "frame",
                "embed",
                "object",
                "script",
                "image",
                "style",
                "worker",
                "empty, document",
            ] {
                let headers = [host, ("sec-fetch-site", site), ("sec-fetch-dest", dest)];
                assert_eq!(check(&Method::GET, Asked::Api, &headers), Err(Refusal::Shown), "{site} {dest}");
            }
        }
        let script = [host, ("sec-fetch-site", "same-origin"), ("sec-fetch-dest", "empty")];
        assert_eq!(check(&Method::GET, Asked::Api, &script), Ok(()));
    }

    #[test]
    fn no_service_worker_is_registered() {
        let worker = [
            ("host", "127.0.0.1:8001"),
            ("service-worker", "script"),
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-dest", "serviceworker"),
        ];
        for asked in [Asked::Api, Asked::Page] {
            assert_eq!(check(&Method::GET, asked, &worker), Err(Refusal::Worker));
        }
    }

    #[test]
    fn a_socket_says_who_opens_it() {
        let host = ("host", "127.0.0.1:8001");
        let upgrade = ("upgrade", "websocket");
        assert_eq!(check(&Method::GET, Asked::Api, &[host, upgrade]), Err(Refusal::Anonymous));
        assert_eq!(
            check(&Method::GET, Asked::Api, &[host, upgrade, ("sec-fetch-site", "same-origin")]),
            Err(Refusal::Anonymous)
        );
        for (origin, expected) in [
            ("http://127.0.0.1:8001", Ok(())),
            ("http://127.0.0.1:8002", Err(Refusal::Origin)),
            ("null", Err(Refusal::Origin)),
        ] {
            for dest in ["websocket", "empty"] {
                let headers = [host, upgrade, ("origin", origin), ("sec-fetch-dest", dest)];
                assert_eq!(check(&Method::GET, Asked::Api, &headers), expected, "{origin} {dest}");
            }
        }
    }
}
