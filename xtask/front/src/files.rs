//! The static build, as files below `/static/`.
//!
//! Names that carry a content hash never change and are cached for ever; everything else (the page itself, its
//! config) is asked for again each time and answered with 304 where it did not change, so that an upgrade is
//! never mixed with files of the build before it.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use hyper::{
    HeaderMap, Method, Response, StatusCode,
    header::{self, HeaderValue},
};

use super::body::{Body, full, plain};

/// The policy of the page, the same as in its `<meta>`, and what a `<meta>` cannot say: nobody may frame it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
     worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Where the pages are.
pub const PREFIX: &str = "/static/";

/// A folder that is served.
#[derive(Debug, Clone)]
pub struct Files {
    /// The folder with `index.html`.
    pub root: PathBuf,
}

impl Files {
    /// Answers a request for a path below [`PREFIX`].
    pub async fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Response<Body> {
        if method != Method::GET && method != Method::HEAD {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "Static files can only be read.\n");
        }
        let Some(file) = path.strip_prefix(PREFIX).and_then(relative) else {
            return plain(StatusCode::NOT_FOUND, "No such file in the console's build.\n");
        };
        let read = self.read(&file).await;
        let Some((content, metadata)) = read else {
            return plain(StatusCode::NOT_FOUND, "No such file in the console's build.\n");
        };
        let tag = entity_tag(&metadata);
        let unchanged =
            headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
        let mut response = if unchanged {
            Response::new(full(""))
        } else if method == Method::HEAD {
            let mut head = Response::new(full(""));
            head.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(content.len()));
            head
        } else {
            Response::new(full(content))
        };
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        describe(response.headers_mut(), &file, &tag);
        response
    }

    /// Reads a file, unless it is none or a link that leads out of the folder.
    async fn read(&self, file: &Path) -> Option<(Vec<u8>, Metadata)> {
        let root = tokio::fs::canonicalize(&self.root).await.ok()?;
        let full = tokio::fs::canonicalize(root.join(file)).await.ok()?;
        if !full.starts_with(&root) {
            return None;
        }
        let metadata = tokio::fs::metadata(&full).await.ok()?;
        if !metadata.is_file() {
            return None;
        }
        Some((tokio::fs::read(&full).await.ok()?, metadata))
    }
}

fn describe(headers: &mut HeaderMap, file: &Path, tag: &str) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(file)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control(file)));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
}

/// The file a URL path names, relative to the folder; `None` for a path that tries to leave it.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path)?;
    let mut file = PathBuf::new();
    for segment in decoded.split('/').filter(|segment| !segment.is_empty()) {
        if segment == "." || segment == ".." || segment.contains(['\\', '\0']) {
            return None;
        }
        file.push(segment);
    }
    if decoded.is_empty() || decoded.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

/// A part of a URL as it is meant; nothing for what is no encoding, or no UTF-8.
pub fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

fn entity_tag(metadata: &Metadata) -> String {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("\"{:x}-{:x}\"", modified.unwrap_or_default().as_nanos(), metadata.len())
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn cache_control(file: &Path) -> &'static str {
    if is_hashed(file) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Whether the name carries a content hash: Trunk writes `name-0123456789abcdef`, with `_bg` after it for wasm,
/// and esbuild `name-ABCD2345`.
fn is_hashed(file: &Path) -> bool {
    let Some(stem) = file.file_stem().and_then(|stem| stem.to_str()) else { return false };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    let is_trunk = hash.len() >= 15 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_esbuild = hash.len() == 8 && hash.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
    is_trunk || is_esbuild
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leaves_the_folder() {
        for path in [
            "../secret",
            "a/../../secret",
            "%2e%2e/secret",
            "a/%2E%2E/b",
            "..%5csecret",
            "a%00b",
            "%zz",
            "%2",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
        assert_eq!(relative(""), Some(PathBuf::from("index.html")));
        assert_eq!(relative("vendor/"), Some(PathBuf::from("vendor/index.html")));
        assert_eq!(relative("//etc/passwd"), Some(PathBuf::from("etc/passwd")), "stays relative");
        assert_eq!(relative("a%20b.js"), Some(PathBuf::from("a b.js")));
    }

    #[test]
    fn the_header_says_what_the_page_says_and_that_nobody_may_frame_it() {
        let page = include_str!("../../../index.html");
        let policy = CONTENT_SECURITY_POLICY.strip_suffix("; frame-ancestors 'none'").unwrap();
        assert!(page.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{policy}\"")));
    }

    #[test]
    fn only_names_with_a_content_hash_are_cached_for_ever() {
        for name in
            ["ordinal-5b1f3c0a9d8e7f60.js", "ordinal-5b1f3c0a9d8e7f60_bg.wasm", "vendor/editor-Q7ZK2ABC.js"]
        {
            assert!(is_hashed(Path::new(name)), "{name}");
        }
        for name in ["index.html", "config.json", "boot.js", "some-long-name.css", "wasm-unsafe.js"] {
            assert!(!is_hashed(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn wasm_and_scripts_have_the_types_browsers_insist_on() {
        assert_eq!(media_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("a.mjs")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("a.unknown")), "application/octet-stream");
    }
}
