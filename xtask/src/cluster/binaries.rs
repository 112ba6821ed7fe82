//! The programs of the local cluster, built from Go modules and cached by content outside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use crate::{fingerprint, paths, progress, supervise};

/// One Go module and how its tools are built.
struct Module {
    folder: &'static str,
    flags: &'static [&'static str],
    /// What a build from nothing takes: for people, before they wait.
    cost: &'static str,
}

const KUBERNETES: Module = Module {
    folder: "cluster/kubernetes",
    flags: &["-ldflags=-s -w -X k8s.io/component-base/version.gitVersion=v1.36.3 \
         -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36"],
    cost: "Kubernetes, etcd, kwok and metrics-server: about 4 minutes on 2 cores, 1 GB of downloads, 4 GB of disk",
};

const PROMETHEUS: Module = Module {
    folder: "cluster/prometheus",
    flags: &["-tags=remove_all_sd,enable_kubernetes_sd", "-ldflags=-s -w"],
    cost: "Prometheus: about 2 minutes, 200 MB of downloads, 1 GB of disk",
};

/// The folder with the built programs; kwok's manifests lie beside them in `kustomize`. etcd is called `server`.
#[derive(Debug, Clone)]
pub struct Binaries {
    kubernetes: PathBuf,
    prometheus: PathBuf,
}

impl Binaries {
    /// Builds what is missing.
    pub fn ensure() -> anyhow::Result<Self> {
        let missing: Vec<&Module> =
            [&KUBERNETES, &PROMETHEUS].into_iter().filter(|module| !module.is_built()).collect();
        if !missing.is_empty() {
            require_go()?;
        }
        Ok(Self { kubernetes: KUBERNETES.ensure()?, prometheus: PROMETHEUS.ensure()? })
    }

    /// What a cold start would build, in words for people; empty when everything is there.
    pub fn plan() -> Vec<&'static str> {
        [&KUBERNETES, &PROMETHEUS].into_iter().filter(|m| !m.is_built()).map(|m| m.cost).collect()
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
        let step = progress::step(format!("Building {}", self.cost));
        let partial = target.with_extension("partial");
        drop(fs::remove_dir_all(&partial));
        fs::create_dir_all(&partial)?;
        let mut output = partial.clone().into_os_string();
        output.push("/");
        let mut go = self.go();
        go.arg("build").args(self.flags).arg("-o").arg(output).arg("tool");
        supervise::output(&mut go, "building the local cluster")?;
        if self.folder == KUBERNETES.folder {
            self.copy_kwok_manifests(&partial)?;
        }
        fs::rename(&partial, &target)?;
        step.done();
        Ok(target)
    }

    fn go(&self) -> Command {
        let mut go = Command::new("go");
        go.current_dir(self.source()).env_remove("GOFLAGS");
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
            fs::write(&copy, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

fn require_go() -> anyhow::Result<()> {
    anyhow::ensure!(
        paths::on_path("go").is_some(),
        "Go is missing, and the local cluster is built with it: install Go 1.26 or newer, or serve a cluster of \
         your own with `cargo xtask run --context NAME`"
    );
    Ok(())
}
