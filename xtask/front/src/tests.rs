//! The front between a raw client and a pretended `kubectl proxy` on a unix socket.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::net::{UnixListener, UnixStream},
    path::Path,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use super::{ApiServerSwitch, Front, Options, Passes, framing::Framing, listener, serve, serve_with_faults};

const EVENT: &[u8] =
    br#"{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"5"}}}"#;

/// What a program in the cluster may answer with, through the API server.
const HOSTILE: &str = "Content-Type: text/html\r\nContent-Security-Policy: default-src *\r\nX-Frame-Options: ALLOWALL\r\n\
    Set-Cookie: a=b\r\nService-Worker-Allowed: /\r\nClear-Site-Data: \"*\"\r\nLink: </x>; rel=preload\r\n\
    Refresh: 0; url=/\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Allow-Credentials: true\r\n";

/// A folder that is removed again.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ordinal-front-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("dist")).unwrap();
        std::fs::write(path.join("dist/index.html"), "<!doctype html><title>Ordinal</title>").unwrap();
        std::fs::write(path.join("secret"), "not served").unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

/// Sends events into each stream that the pretended proxy opens.
type Feeds = Arc<Mutex<Vec<mpsc::Sender<Vec<u8>>>>>;

struct Stage {
    front: Front,
    feeds: Feeds,
    _folder: Folder,
}

fn stage(name: &str, switch: Option<ApiServerSwitch>) -> Stage {
    let folder = Folder::new(name);
    let socket = folder.0.join("proxy.sock");
    let feeds = Feeds::default();
    pretend_proxy(&socket, Arc::clone(&feeds));
    let options = options(0, &folder.0);
    let front = match switch {
        None => serve(&options).unwrap(),
        Some(switch) => serve_with_faults(&options, switch).unwrap(),
    };
    Stage { front, feeds, _folder: folder }
}

fn options(port: u16, folder: &Path) -> Options {
    let (files, upstream) = (folder.join("dist"), folder.join("proxy.sock"));
    Options { port, files, upstream, passes: Passes::default() }
}

fn no_switch() -> ApiServerSwitch {
    Arc::new(|_| anyhow::bail!("there is no API server here"))
}

fn pretend_proxy(socket: &Path, feeds: Feeds) {
    let listener = UnixListener::bind(socket).unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let feeds = Arc::clone(&feeds);
            thread::spawn(move || pretend_answer(stream.unwrap(), &feeds));
        }
    });
}

fn pretend_answer(mut stream: UnixStream, feeds: &Feeds) {
    let head = read_head(&mut BufReader::new(stream.try_clone().unwrap()));
    let (framing, answer) = if head.to_lowercase().contains("upgrade: websocket") {
        (Framing::WebSocket, "101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket")
    } else if head.contains("watch=1") {
        (Framing::Lines, "200 OK\r\nTransfer-Encoding: chunked")
    } else {
        write!(stream, "HTTP/1.1 200 OK\r\n{HOSTILE}Content-Length: {}\r\n\r\n{head}", head.len()).unwrap();
        return;
    };
    // Before the answer: whoever has read it may feed the stream.
    let (sender, receiver) = mpsc::channel::<Vec<u8>>();
    feeds.lock().unwrap().push(sender);
    write!(stream, "HTTP/1.1 {answer}\r\n\r\n").unwrap();
    for event in receiver {
        let bytes = framing.encode(&event);
        let written = match framing {
            Framing::WebSocket => stream.write_all(&bytes),
            Framing::Lines => {
                let size = format!("{:x}\r\n", bytes.len());
                stream.write_all(&[size.as_bytes(), &bytes, b"\r\n"].concat())
            }
        };
        if written.is_err() {
            return;
        }
    }
}

fn read_head(reader: &mut impl BufRead) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
    head
}

/// Sends a request and gives the connection with the answer's head.
fn open(port: u16, head: &str, body: &str) -> (String, BufReader<TcpStream>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "{head}\r\n\r\n{body}").unwrap();
    let mut reader = BufReader::new(stream);
    (read_head(&mut reader), reader)
}

/// Sends a request and gives head and body of the answer.
fn ask(port: u16, head: &str, body: &str) -> String {
    let head = format!("{head}\r\nContent-Length: {}\r\nConnection: close", body.len());
    let (head, mut reader) = open(port, &head, body);
    let mut body = String::new();
    reader.read_to_string(&mut body).unwrap();
    head + &body
}

impl Stage {
    fn get(&self, path: &str) -> String {
        let port = self.front.address.port();
        ask(port, &format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}"), "")
    }

    fn watch(&self, upgrade: bool) -> (String, BufReader<TcpStream>) {
        let port = self.front.address.port();
        let socket =
            format!("\r\nOrigin: http://localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket");
        let extra = if upgrade { socket.as_str() } else { "" };
        open(port, &format!("GET /pods?watch=1 HTTP/1.1\r\nHost: localhost:{port}{extra}"), "")
    }

    fn control(&self, request: &str, body: &str) -> String {
        let url = self.front.control_url().unwrap();
        let port = url.rsplit_once(':').unwrap().1.parse().unwrap();
        ask(port, &format!("{request} HTTP/1.1\r\nHost: control"), body)
    }

    fn feed(&self, event: &[u8]) {
        let feeds = self.feeds.lock().unwrap();
        feeds.last().unwrap().send(event.to_vec()).unwrap();
    }
}

#[test]
fn the_page_and_the_cluster_are_behind_one_address() {
    let stage = stage("site", None);
    assert!(stage.get("/").contains("location: /static/"));
    let page = stage.get("/static/");
    assert!(page.contains("<title>Ordinal</title>"), "{page}");
    assert!(page.contains("frame-ancestors 'none'"), "{page}");
    assert!(page.contains("cache-control: no-cache"), "{page}");
    assert!(stage.get("/static/../secret").starts_with("HTTP/1.1 404"));
    assert!(stage.get("/static/missing.js").starts_with("HTTP/1.1 404"));
    let upstream = stage.get("/api/v1/pods?limit=5");
    assert!(upstream.contains("GET /api/v1/pods?limit=5"), "path and query pass: {upstream}");
    assert!(upstream.contains("host: localhost\r\n"), "kubectl proxy refuses other names: {upstream}");
}

#[test]
fn another_sites_request_is_refused_before_it_reaches_the_cluster() {
    let stage = stage("guard", None);
    let port = stage.front.address.port();
    let answer = ask(
        port,
        &format!("GET /api/v1/secrets HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://evil.example"),
        "",
    );
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(answer.contains("another web page"), "{answer}");
    let answer = ask(port, &format!("GET / HTTP/1.1\r\nHost: rebound.example:{port}"), "");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}

#[test]
fn an_answer_of_the_api_does_nothing_to_the_consoles_origin() {
    let stage = stage("headers", None);
    let answer = stage.get("/api/v1/pods");
    for line in [
        "content-security-policy: sandbox; default-src 'none'\r\n",
        "x-content-type-options: nosniff\r\n",
        "cross-origin-resource-policy: same-origin\r\n",
        "x-frame-options: DENY\r\n",
        "content-type: text/html\r\n",
    ] {
        assert!(answer.contains(line), "{line}: {answer}");
    }
    assert_eq!(answer.matches("content-security-policy").count(), 1, "{answer}");
    let lower = answer.to_lowercase();
    for name in ["set-cookie", "service-worker", "clear-site-data", "link:", "refresh", "access-control"] {
        assert!(!lower.contains(name), "{name}: {answer}");
    }
}

#[test]
fn the_page_is_alone_in_its_window_and_asks_for_no_device() {
    let answer = stage("alone", None).get("/static/");
    for line in
        ["cross-origin-opener-policy: same-origin\r\n", "x-frame-options: DENY\r\n", "camera=()", "nosniff"]
    {
        assert!(answer.contains(line), "{line}: {answer}");
    }
}

#[test]
fn what_pods_serve_and_commands_in_them_are_refused_before_they_reach_the_cluster() {
    let stage = stage("passes", None);
    for path in
        ["/api/v1/nodes/n/proxy/exec/a/b/c", "/api/v1/namespaces/a/pods/b/exec", "/api/v1/nodes/n/%2e%2e/x"]
    {
        assert!(stage.get(path).starts_with("HTTP/1.1 403"), "{path}");
    }
    assert!(stage.get("/api/v1/nodes/n").starts_with("HTTP/1.1 200"));
}

#[test]
fn cookies_of_other_programs_on_this_machine_stay_here() {
    let stage = stage("cookies", None);
    let port = stage.front.address.port();
    let head = format!(
        "GET /api HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: session=other\r\nAuthorization: Bearer t"
    );
    let answer = ask(port, &head, "");
    assert!(!answer.contains("session=other"), "{answer}");
    assert!(answer.contains("authorization: Bearer t"), "the page's own credential goes on: {answer}");
}

#[test]
fn connections_that_say_nothing_keep_nobody_out_for_ever() {
    let stage = stage("crowd", None);
    let port = stage.front.address.port();
    let silent: Vec<TcpStream> =
        (0..listener::CONNECTIONS).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap()).collect();
    let waiting =
        thread::spawn(move || ask(port, &format!("GET /api HTTP/1.1\r\nHost: localhost:{port}"), ""));
    drop(silent);
    assert!(waiting.join().unwrap().starts_with("HTTP/1.1 200"));
}

#[test]
fn an_unchanged_file_is_not_sent_again() {
    let stage = stage("etag", None);
    let page = stage.get("/static/index.html");
    let tag = page.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let port = stage.front.address.port();
    let again = ask(
        port,
        &format!("GET /static/index.html HTTP/1.1\r\nHost: localhost:{port}\r\nIf-None-Match: {tag}"),
        "",
    );
    assert!(again.starts_with("HTTP/1.1 304"), "{again}");
}

#[test]
fn a_socket_passes_in_both_framings_without_faults() {
    for switch in [None, Some(no_switch())] {
        let stage = stage(if switch.is_some() { "pass-faults" } else { "pass" }, switch);
        let (head, mut socket) = stage.watch(true);
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        stage.feed(EVENT);
        let mut frame = vec![0; Framing::WebSocket.encode(EVENT).len()];
        socket.read_exact(&mut frame).unwrap();
        assert_eq!(frame, Framing::WebSocket.encode(EVENT));
        let (head, mut lines) = stage.watch(false);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        stage.feed(EVENT);
        let mut chunk = String::new();
        lines.read_line(&mut chunk).unwrap();
        chunk.clear();
        lines.read_line(&mut chunk).unwrap();
        assert_eq!(chunk.trim_end().as_bytes(), EVENT);
    }
}

#[test]
fn a_missing_kubectl_proxy_is_a_bad_gateway_with_a_reason() {
    let folder = Folder::new("no-proxy");
    let options = Options { upstream: folder.0.join("nothing.sock"), ..options(0, &folder.0) };
    let front = serve(&options).unwrap();
    let answer = ask(
        front.address.port(),
        &format!("GET /api HTTP/1.1\r\nHost: localhost:{}", front.address.port()),
        "",
    );
    assert!(answer.starts_with("HTTP/1.1 502"), "{answer}");
    assert!(answer.contains("kubectl proxy"), "{answer}");
}

#[test]
fn a_taken_port_is_one_clear_sentence() {
    let first = stage("taken", None);
    let options = options(first.front.address.port(), Path::new("/"));
    let error = serve(&options).err().unwrap().to_string();
    assert!(error.contains("is taken"), "{error}");
}

#[test]
fn a_proxy_that_is_gone_refuses_connections_drops_those_it_has_and_comes_back_on_its_port() {
    let stage = stage("gone", Some(no_switch()));
    let (_, mut socket) = stage.watch(true);
    stage.control("POST /faults", r#"{"proxyGone":true}"#);
    assert!(TcpStream::connect(("127.0.0.1", stage.front.address.port())).is_err());
    assert_eq!(socket.read(&mut [0]).unwrap_or(0), 0, "the open socket ends");
    stage.control("DELETE /faults", "");
    assert!(stage.get("/api").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_socket_is_cut_inside_an_event_and_the_next_one_is_whole() {
    let stage = stage("cut", Some(no_switch()));
    let (_, mut socket) = stage.watch(true);
    stage.control("POST /faults", r#"{"cutAfter":20}"#);
    stage.feed(EVENT);
    let mut received = Vec::new();
    drop(socket.read_to_end(&mut received));
    assert_eq!(received, &Framing::WebSocket.encode(EVENT)[..20]);
    let (_, mut socket) = stage.watch(true);
    stage.feed(EVENT);
    let mut frame = vec![0; Framing::WebSocket.encode(EVENT).len()];
    socket.read_exact(&mut frame).unwrap();
}

#[test]
fn a_streamed_answer_that_is_cut_never_looks_complete() {
    let stage = stage("cut-lines", Some(no_switch()));
    let (_, mut body) = stage.watch(false);
    stage.control("POST /faults", r#"{"cutAfter":20}"#);
    stage.feed(EVENT);
    let mut received = Vec::new();
    drop(body.read_to_end(&mut received));
    assert!(!received.ends_with(b"0\r\n\r\n"), "no last chunk: {received:?}");
    assert!(received.len() < EVENT.len());
}

#[test]
fn an_expired_history_is_told_at_once_in_an_open_stream_and_once_at_the_handshake() {
    let stage = stage("expired", Some(no_switch()));
    let (_, mut socket) = stage.watch(true);
    stage.control("POST /faults", r#"{"goneInStream":true,"goneAtHandshake":1}"#);
    let mut received = Vec::new();
    socket.read_to_end(&mut received).unwrap();
    assert!(String::from_utf8_lossy(&received).contains("\"code\":410"));
    assert!(stage.watch(true).0.starts_with("HTTP/1.1 410"));
    assert!(stage.watch(true).0.starts_with("HTTP/1.1 101"));
}

#[test]
fn refused_upgrades_and_missing_credentials_have_their_own_statuses() {
    let stage = stage("statuses", Some(no_switch()));
    stage.control("POST /faults", r#"{"refuseUpgrades":true}"#);
    assert!(stage.watch(true).0.starts_with("HTTP/1.1 403"));
    assert!(stage.watch(false).0.starts_with("HTTP/1.1 200"));
    stage.control("POST /faults", r#"{"unauthorized":true}"#);
    assert!(stage.get("/api").contains("\"reason\":\"Unauthorized\""));
    stage.control("POST /faults", r#"{"badGateway":true,"only":"/api/v1/pods"}"#);
    assert!(stage.get("/api/v1/pods").starts_with("HTTP/1.1 502"));
    assert!(stage.get("/api").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_log_tells_what_was_asked_and_the_streams_that_are_open() {
    let stage = stage("log", Some(no_switch()));
    stage.get("/api/v1/pods?limit=1");
    let (_, socket) = stage.watch(true);
    let log = stage.control("GET /log?after=1", "");
    assert!(log.contains(r#""path":"/pods?watch=1","upgrade":true,"status":101"#), "{log}");
    assert!(!log.contains("limit=1"), "{log}");
    assert!(stage.control("GET /streams", "").contains("/pods?watch=1"));
    drop(socket);
    while stage.control("GET /streams", "").contains("/pods?watch=1") {
        thread::yield_now();
    }
    assert!(stage.control("POST /apiserver/stop", "").contains("there is no API server here"));
    assert!(stage.control("POST /faults", r#"{"typo":1}"#).starts_with("HTTP/1.1 400"));
}
