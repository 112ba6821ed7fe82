//! The front between a raw client and a pretended `kubectl proxy` on a unix socket.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::net::{UnixListener, UnixStream},
    path::Path,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use super::{ApiServerSwitch, Front, Options, framing::Framing, serve, serve_with_faults};

const EVENT: &[u8] =
    br#"{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"5"}}}"#;

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
    let options = Options { port: 0, files: folder.0.join("dist"), upstream: socket };
    let front = match switch {
        None => serve(&options).unwrap(),
        Some(switch) => serve_with_faults(&options, switch).unwrap(),
    };
    Stage { front, feeds, _folder: folder }
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
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{head}", head.len()).unwrap();
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
        let extra = if upgrade { "\r\nConnection: Upgrade\r\nUpgrade: websocket" } else { "" };
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
    let options = Options { port: 0, files: folder.0.join("dist"), upstream: folder.0.join("nothing.sock") };
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
    let options = Options { port: first.front.address.port(), files: "/".into(), upstream: "/".into() };
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
