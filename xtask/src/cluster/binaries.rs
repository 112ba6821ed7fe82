//! The programs of the local cluster, built from Go modules and cached by content outside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use crate::{
    cost::{Cost, Place},
    fingerprint, lock, paths, progress, supervise,
};

/// One Go module and how its tools are built.
struct Module {
    folder: &'static str,
    flags: &'static [&'static str],
    /// What a build from nothing takes.
    cost: Cost,
}

const KUBERNETES: Module = Module {
    folder: "cluster/kubernetes",
    flags: &["-ldflags=-s -w -X k8s.io/component-base/version.gitVersion=v1.36.3 \
         -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36"],
    cost: Cost {
        what: "Kubernetes, etcd, kwok and metrics-server",
        minutes: 6,
        download: 1000,
        disk: 5000,
        place: Place::GoCache,
    },
};

const PROMETHEUS: Module = Module {
    folder: "cluster/prometheus",
    flags: &["-tags=remove_all_sd,enable_kubernetes_sd", "-ldflags=-s -w"],
    cost: Cost { what: "Prometheus", minutes: 3, download: 200, disk: 1300, place: Place::GoCache },
};

/// The oldest Go (1.x) that the modules name.
const GO: u32 = 26;

/// The folder with the built programs; kwok's manifests lie beside them in `kustomize`. etcd is called `server`.
#[derive(Debug, Clone)]
pub struct Binaries {
    kubernetes: PathBuf,
    prometheus: PathBuf,
}

impl Binaries {
    /// Builds what is missing.
    pub fn ensure() -> anyhow::Result<Self> {
        require_go()?;
        Ok(Self { kubernetes: KUBERNETES.ensure()?, prometheus: PROMETHEUS.ensure()? })
    }

    /// What a cold start would build; empty when everything is there.
    pub fn plan() -> Vec<Cost> {
        [&KUBERNETES, &PROMETHEUS].into_iter().filter(|m| !m.is_built()).map(|m| m.cost).collect()
    }

    /// Those in this folder.
    #[cfg(test)]
    pub fn at(folder: PathBuf) -> Self {
        Self { kubernetes: folder.clone(), prometheus: folder }
    }

    /// The path of a program.
    pub fn program(&self, name: &str) -> PathBuf {
        let folder = if name == "prometheus" { &self.prometheus } else { &self.kubernetes };
        folder.join(name)
    }

    /// A folder of kwok's own manifests.
    pub fn kwok_manifests(&self, folder: &str) -> PathBuf {
        self.kubernetes.join("kustomize").join(folder)
    }
}

/// kubectl as built for the cluster, without building it.
pub fn built_kubectl() -> Option<PathBuf> {
    let file = KUBERNETES.target().ok()?.join("kubectl");
    file.is_file().then_some(file)
}

impl Module {
    fn source(&self) -> PathBuf {
        paths::checkout().join(self.folder)
    }

    fn target(&self) -> anyhow::Result<PathBuf> {
        let source = self.source();
        let mut print = fingerprint::Fingerprint::default();
        print.file(&source.join("go.mod"))?;
        print.file(&source.join("go.sum"))?;
        print.text(&self.flags.join(" "));
        Ok(paths::cache()?.join("bin").join(print.finish()))
    }

    fn is_built(&self) -> bool {
        self.target().is_ok_and(|target| target.is_dir())
    }

    /// Builds into a folder beside the target and renames it, so that an interrupted build leaves nothing half made.
    fn ensure(&self) -> anyhow::Result<PathBuf> {
        let target = self.target()?;
        if target.is_dir() {
            return Ok(target);
        }
        let _lock = lock::hold(&target.with_extension("lock"), "building the local cluster")?;
        if target.is_dir() {
            return Ok(target);
        }
        let step = progress::step(format!("Building {}", self.cost.what));
        let partial = target.with_extension("partial");
        if partial.exists() {
            fs::remove_dir_all(&partial)?;
        }
        fs::create_dir_all(&partial)?;
        let mut output = partial.clone().into_os_string();
        output.push("/");
        let mut go = self.go();
        go.arg("build").arg("-v").args(self.flags).arg("-o").arg(output).arg("tool");
        supervise::build(&mut go, &format!("building {}", self.folder), &step)?;
        if self.folder == KUBERNETES.folder {
            self.copy_kwok_manifests(&partial)?;
        }
        fs::rename(&partial, &target)?;
        step.done();
        Ok(target)
    }

    fn go(&self) -> Command {
        let mut go = Command::new("go");
        // The build must be what the cache key says, whatever the user's own Go projects need.
        go.current_dir(self.source()).env("GOWORK", "off");
        for name in ["GOFLAGS", "GOOS", "GOARCH", "GOEXPERIMENT"] {
            go.env_remove(name);
        }
        go
    }

    fn copy_kwok_manifests(&self, to: &Path) -> anyhow::Result<()> {
        let mut go = self.go();
        go.args(["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok"]);
        let module = supervise::output(&mut go, "finding kwok's manifests")?;
        copy_folder(&Path::new(module.trim()).join("kustomize"), &to.join("kustomize"))
    }
}

/// Copies a folder with all that is in it; the copies can be written.
pub fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            let read = fs::read(entry.path());
            read.and_then(|content| fs::write(&copy, content))
                .with_context(|| format!("cannot copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// Fails in one sentence if the cluster must be built and Go is missing or too old.
pub fn require_go() -> anyhow::Result<()> {
    if Binaries::plan().is_empty() {
        return Ok(());
    }
    let advice = format!(
        "and the local cluster is built with it: install Go 1.{GO} or newer (https://go.dev/dl), or serve a cluster of \
         your own with `cargo xtask run --context NAME`"
    );
    anyhow::ensure!(paths::on_path("go").is_some(), "Go is missing, {advice}");
    let version =
        ask_go("GOVERSION").map_err(|why| anyhow::anyhow!("Go does not work here ({why}), {advice}"))?;
    anyhow::ensure!(minor(&version).is_none_or(|minor| minor >= GO), "this Go is {version}, {advice}");
    Ok(())
}

/// The folder in which Go keeps what it has compiled.
pub fn go_cache() -> Option<PathBuf> {
    ask_go("GOCACHE").ok().map(PathBuf::from)
}

/// A variable as Go sees it where the cluster is built: there it fetches a newer version of itself where it has to.
fn ask_go(name: &str) -> anyhow::Result<String> {
    let mut go = KUBERNETES.go();
    let output = go.args(["env", name]).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "{}", said.lines().last().unwrap_or("it says nothing").trim());
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// `go1.26.8` → 26; nothing for what is no release.
fn minor(version: &str) -> Option<u32> {
    let digits = version.strip_prefix("go1.")?;
    digits.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_go_is_read_from_what_it_says() {
        assert_eq!(minor("go1.26.8"), Some(26));
        assert_eq!(minor("go1.27rc1"), Some(27));
        assert_eq!(minor("devel +a1b2"), None);
    }

    #[test]
    fn the_go_that_is_asked_for_is_the_one_that_the_modules_name() {
        for module in [&KUBERNETES, &PROMETHEUS] {
            let text = fs::read_to_string(module.source().join("go.mod")).unwrap();
            assert!(text.contains(&format!("\ngo 1.{GO}.")), "{}", module.folder);
        }
    }
}
