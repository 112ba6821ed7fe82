//! From the file to the values. Pure.

use kubewire::error::ApiError;
use serde_json::{Map, Value};
use workload::text::{Locale, Text};

use crate::store::config::{ClusterEntry, Config, Problem, Prometheus, Theme};

const OBJECT: Text = Text { zh: "一个对象", en: "an object" };
const LIST: Text = Text { zh: "一个列表", en: "a list" };
const WORD: Text = Text { zh: "非空文本", en: "a text that is not empty" };
const FLAG: Text = Text { zh: "true 或 false", en: "true or false" };
const PATH: Text =
    Text { zh: "本站点上的路径，例如 /k8s", en: "a path on this site, such as /k8s" };
const NAME: Text = Text {
    zh: "名称（小写字母、数字和“-”）",
    en: "a name of lower-case letters, digits and -",
};
const PORT: Text = Text { zh: "端口名称或端口号", en: "the name or the number of a port" };
const COUNT: Text = Text { zh: "一个不小于 0 的整数", en: "a whole number, 0 or more" };
const SCHEME: Text = Text { zh: "http 或 https", en: "http or https" };
const LOCALE: Text = Text { zh: "en 或 zh", en: "en or zh" };
const THEME: Text = Text { zh: "system、light 或 dark", en: "system, light or dark" };
const UNIQUE: Text = Text { zh: "与其他集群不同的名称", en: "a name that no other cluster has" };

/// So much of a wrong value is quoted.
const QUOTE: usize = 60;

impl Config {
    /// The configuration in a file; without a file, the default one.
    pub fn read(file: Result<Option<Vec<u8>>, ApiError>) -> Self {
        let why = match file {
            Ok(None) => return Self::default(),
            Ok(Some(text)) => match serde_json::from_slice(&text) {
                Ok(keys) => return Reader::default().config(&keys),
                Err(error) => error.to_string(),
            },
            Err(ApiError::Blocked { code, body }) => format!("{code} {body}"),
            Err(error) => format!("{error:?}"),
        };
        Self { problems: vec![Problem::Unreadable(why)], ..Self::default() }
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

type Keys = Map<String, Value>;

impl Reader {
    fn config(mut self, keys: &Keys) -> Config {
        Config {
            api_prefix: self.value(keys, "apiPrefix", "", PATH, path).unwrap_or_default(),
            clusters: self.clusters(keys),
            namespaces: self.names(keys, "namespaces", NAME, name).unwrap_or_default(),
            prometheus: self.prometheus(keys),
            read_only: self.value(keys, "readOnly", "", FLAG, Value::as_bool).unwrap_or_default(),
            locale: self.value(keys, "locale", "", LOCALE, locale),
            theme: self.value(keys, "theme", "", THEME, theme),
            columns: self.names(keys, "columns", WORD, word),
            pod_limit: self.value(keys, "podLimit", "", COUNT, Value::as_u64),
            problems: self.problems,
        }
    }

    fn wrong(&mut self, place: String, found: &Value, wanted: Text) {
        let whole = found.to_string();
        let mut found: String = whole.chars().take(QUOTE).collect();
        if found.len() < whole.len() {
            found.push('…');
        }
        self.problems.push(Problem::Value { place, found, wanted });
    }

    /// The value of a key, if it is there and right; `null` is not there.
    fn value<T>(
        &mut self,
        keys: &Keys,
        key: &str,
        before: &str,
        wanted: Text,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let found = keys.get(key).filter(|found| !found.is_null())?;
        let value = read(found);
        if value.is_none() {
            self.wrong(format!("{before}{key}"), found, wanted);
        }
        value
    }

    fn list<'a>(&mut self, keys: &'a Keys, key: &str) -> Option<&'a Vec<Value>> {
        let found = keys.get(key).filter(|found| !found.is_null())?;
        if !found.is_array() {
            self.wrong(key.to_owned(), found, LIST);
        }
        found.as_array()
    }

    fn names(
        &mut self,
        keys: &Keys,
        key: &str,
        wanted: Text,
        read: impl Fn(&Value) -> Option<String>,
    ) -> Option<Vec<String>> {
        let mut names = Vec::new();
        for (index, found) in self.list(keys, key)?.iter().enumerate() {
            match read(found) {
                Some(name) if names.contains(&name) => {}
                Some(name) => names.push(name),
                None => self.wrong(format!("{key}[{index}]"), found, wanted),
            }
        }
        Some(names)
    }

    fn clusters(&mut self, keys: &Keys) -> Vec<ClusterEntry> {
        let mut clusters: Vec<ClusterEntry> = Vec::new();
        for (index, found) in self.list(keys, "clusters").into_iter().flatten().enumerate() {
            let place = format!("clusters[{index}]");
            let Some(entry) = found.as_object() else {
                self.wrong(place, found, OBJECT);
                continue;
            };
            let before = format!("{place}.");
            let name = self.needed(entry, "name", &before, WORD, word);
            let prefix = self.needed(entry, "prefix", &before, PATH, path);
            let (Some(name), Some(prefix)) = (name, prefix) else { continue };
            if clusters.iter().any(|other| other.name == name) {
                self.wrong(format!("{before}name"), &entry["name"], UNIQUE);
            } else {
                clusters.push(ClusterEntry { name, prefix });
            }
        }
        clusters
    }

    fn prometheus(&mut self, keys: &Keys) -> Option<Prometheus> {
        const PLACE: &str = "prometheus.";
        let keys = self.value(keys, "prometheus", "", OBJECT, |found| found.as_object().cloned())?;
        let namespace = self.needed(&keys, "namespace", PLACE, NAME, name);
        let service = self.needed(&keys, "service", PLACE, NAME, name);
        let port = self.needed(&keys, "port", PLACE, PORT, port);
        let scheme = self.value(&keys, "scheme", PLACE, SCHEME, scheme);
        let path = self.value(&keys, "path", PLACE, PATH, path);
        let (path, https) = (path.unwrap_or_default(), scheme.unwrap_or_default());
        Some(Prometheus { namespace: namespace?, service: service?, port: port?, https, path })
    }

    /// As [`Reader::value`] of a key that must be there.
    fn needed<T>(
        &mut self,
        keys: &Keys,
        key: &str,
        before: &str,
        wanted: Text,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        if keys.get(key).is_none_or(Value::is_null) {
            self.wrong(format!("{before}{key}"), &Value::Null, wanted);
        }
        self.value(keys, key, before, wanted, read)
    }
}

/// A path of this origin, without a slash at its end. One that could lead elsewhere (`//host`, `..`) is none: the
/// user's credential goes there.
fn path(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte);
    let is_path = (text.is_empty() || text.starts_with('/'))
        && text.bytes().all(plain)
        && !text.contains("//")
        && !text.split('/').any(|segment| matches!(segment, "." | ".."));
    is_path.then(|| text.trim_end_matches('/').to_owned())
}

/// RFC 1123 label: `apimachinery:pkg/util/validation/validation.go`.
fn name(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_name = (1..=63).contains(&text.len())
        && text.bytes().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-');
    is_name.then(|| text.to_owned())
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn port(value: &Value) -> Option<String> {
    match value.as_u64() {
        Some(number) => (1..=65_535).contains(&number).then(|| number.to_string()),
        None => name(value),
    }
}

fn scheme(value: &Value) -> Option<bool> {
    match value.as_str()? {
        "http" => Some(false),
        "https" => Some(true),
        _ => None,
    }
}

fn locale(value: &Value) -> Option<Locale> {
    match value.as_str()? {
        "en" => Some(Locale::En),
        "zh" | "zh-CN" => Some(Locale::Zh),
        _ => None,
    }
}

fn theme(value: &Value) -> Option<Theme> {
    match value.as_str()? {
        "system" => Some(Theme::System),
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        Config::read(Ok(Some(text.as_bytes().to_vec())))
    }

    fn places(config: &Config) -> Vec<&str> {
        fn place(problem: &Problem) -> &str {
            match problem {
                Problem::Value { place, .. } => place,
                Problem::Unreadable(why) => panic!("{why}"),
            }
        }
        config.problems.iter().map(place).collect()
    }

    #[test]
    fn a_missing_file_is_no_problem_and_a_broken_one_is_told() {
        assert_eq!(Config::read(Ok(None)), Config::default());
        for text in ["{", "[]", "7"] {
            assert!(matches!(&read(text).problems[..], [Problem::Unreadable(_)]), "{text}");
        }
        assert!(matches!(Config::read(Err(ApiError::Offline)).problems[..], [Problem::Unreadable(_)]));
    }

    #[test]
    fn every_key_is_read_and_unknown_ones_are_ignored() {
        let config = read(
            r#"{"apiPrefix":"/k8s/","clusters":[{"name":" prod ","prefix":"/p"},{"name":"dev","prefix":"/","x":1}],
            "namespaces":["shop","data","shop"],"readOnly":true,"locale":"zh","theme":"dark","columns":["name","ready"],"podLimit":500,
            "prometheus":{"namespace":"monitoring","service":"prom","port":9090,"scheme":"https","path":"/thanos"},"later":{}}"#,
        );
        let expected = Config {
            api_prefix: "/k8s".into(),
            clusters: vec![
                ClusterEntry { name: "prod".into(), prefix: "/p".into() },
                ClusterEntry { name: "dev".into(), prefix: String::new() },
            ],
            namespaces: vec!["shop".into(), "data".into()],
            prometheus: Some(Prometheus {
                namespace: "monitoring".into(),
                service: "prom".into(),
                port: "9090".into(),
                https: true,
                path: "/thanos".into(),
            }),
            read_only: true,
            locale: Some(Locale::Zh),
            theme: Some(Theme::Dark),
            columns: Some(vec!["name".into(), "ready".into()]),
            pod_limit: Some(500),
            problems: Vec::new(),
        };
        assert_eq!(config, expected);
    }

    #[test]
    fn a_wrong_value_is_told_by_its_place_and_the_others_hold() {
        let config = read(
            r#"{"apiPrefix":"https://evil.example","readOnly":"yes","locale":"fr","theme":7,"namespaces":["Shop","ok",3],
            "clusters":[{"name":"a","prefix":"/a"},{"name":"a","prefix":"/b"},{"prefix":"//host"},5],"columns":"name","podLimit":-1,
            "prometheus":{"namespace":"m","service":"p","port":"web","scheme":"ftp"}}"#,
        );
        assert_eq!(
            places(&config),
            [
                "apiPrefix",
                "clusters[1].name",
                "clusters[2].name",
                "clusters[2].prefix",
                "clusters[3]",
                "namespaces[0]",
                "namespaces[2]",
                "prometheus.scheme",
                "readOnly",
                "locale",
                "theme",
                "columns",
                "podLimit",
            ]
        );
        assert_eq!((config.clusters.len(), config.namespaces.as_slice()), (1, &["ok".to_owned()][..]));
        assert_eq!((config.api_prefix.as_str(), config.read_only, config.columns), ("", false, None));
        assert_eq!(config.prometheus.map(|prometheus| prometheus.port), Some("web".to_owned()));
    }

    #[test]
    fn null_is_nothing_and_a_half_prometheus_says_what_it_lacks() {
        let config = read(r#"{"apiPrefix":null,"clusters":null,"prometheus":{"service":"p"}}"#);
        assert_eq!(places(&config), ["prometheus.namespace", "prometheus.port"]);
        assert_eq!(config.prometheus, None);
    }

    /// A credential must never follow a configured prefix to another host.
    #[test]
    fn a_prefix_stays_on_this_origin() {
        for wrong in [
            "//host",
            "/a//b",
            "/../x",
            "/a/..",
            "k8s",
            "http://h",
            "/a?b",
            "/a#b",
            "/a\\b",
            "/a b",
            "/@h",
            "/%2e%2e/x",
        ] {
            assert_eq!(path(&Value::from(wrong)), None, "{wrong}");
        }
        for (given, kept) in [("/", ""), ("", ""), ("/k8s", "/k8s"), ("/a/b/", "/a/b")] {
            assert_eq!(path(&Value::from(given)).as_deref(), Some(kept));
        }
    }

    #[test]
    fn a_problem_is_said_in_both_languages() {
        let config = read(r#"{"theme":"blue"}"#);
        assert_eq!(
            config.problems[0].say(Locale::En),
            "config.json, theme: \"blue\" is ignored; it must be system, light or dark"
        );
        assert!(config.problems[0].say(Locale::Zh).contains("theme"));
    }
}
