//! Image references, cut down to what tells them apart.

/// A reference taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Image<'a> {
    /// Registry and path, for example `registry.k8s.io/sig/etcd`.
    pub repository: &'a str,
    /// For example `3.6.8-0`, empty where there is none.
    pub tag: &'a str,
    /// For example `sha256:9f86…`, empty where there is none.
    pub digest: &'a str,
}

impl<'a> Image<'a> {
    /// Takes a reference apart. The colon of a registry's port is not a tag's.
    pub fn parse(reference: &'a str) -> Self {
        let (named, digest) = reference.split_once('@').unwrap_or((reference, ""));
        let name_starts = named.rfind('/').map_or(0, |slash| slash + 1);
        match named[name_starts..].split_once(':') {
            Some((name, tag)) => Self { repository: &named[..name_starts + name.len()], tag, digest },
            None => Self { repository: named, tag: "", digest },
        }
    }

    /// The last part of the repository's path: `etcd`.
    pub fn name(&self) -> &'a str {
        self.repository.rsplit_once('/').map_or(self.repository, |(_, name)| name)
    }

    /// Name and tag, or the beginning of the digest where there is no tag: `etcd:3.6.8-0`, `etcd@9f86d081884c`.
    pub fn short(&self) -> String {
        let hash = self.digest.split_once(':').map_or(self.digest, |(_, hash)| hash);
        match (self.tag, hash) {
            ("", "") => self.name().to_owned(),
            ("", hash) => format!("{}@{}", self.name(), hash.get(..12).unwrap_or(hash)),
            (tag, _) => format!("{}:{tag}", self.name()),
        }
    }
}
