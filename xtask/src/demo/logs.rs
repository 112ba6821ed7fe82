//! What the demo's containers have logged and go on logging: files in the container runtime's format, one for each pod,
//! and the objects that tell kwok which file is which container's.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::clock::{Moment, now};
use super::kubectl::Set;
use super::record::{Dice, lines};
use super::source::Source;

/// Records in a file at the start.
const PAST_RECORDS: u64 = 240;
/// The time that they span: an hour, in milliseconds.
const PAST: u64 = 3_600_000;
/// Sets with more pods share one file.
const OWN_FILES: u32 = 12;
/// Ordinals beyond the wanted ones that have a log too, so that a set can be scaled up.
const SPARE: u32 = 3;
/// A program whose sample begins with this line writes it from top to bottom, again at each of its starts.
const IN_ORDER: &str = "# in order";

/// A pod that logs.
pub struct Logger {
    namespace: String,
    pod: String,
    /// The main container.
    container: String,
    program: String,
    peers: u32,
}

impl Logger {
    fn file(&self, state: &Path) -> PathBuf {
        state.join("logs").join(&self.namespace).join(format!("{}.log", self.pod))
    }
}

/// The pods of the sets that have a log of their own, those that are only remembered or may come included.
pub fn loggers(sets: &[Set]) -> Vec<Logger> {
    let mut pods = Vec::new();
    for set in sets.iter().filter(|set| set.spec.replicas <= OWN_FILES) {
        let label = |key: &str| set.metadata.labels.get(key).cloned().unwrap_or_default();
        let container =
            set.spec.template.spec.containers.first().map(|one| one.name.clone()).unwrap_or_default();
        let start = set.spec.ordinals.start;
        for ordinal in start..start + set.spec.replicas + SPARE {
            pods.push(Logger {
                namespace: set.metadata.namespace.clone(),
                pod: format!("{}-{ordinal}", set.metadata.name),
                container: container.clone(),
                program: label("app.kubernetes.io/name"),
                peers: set.spec.replicas,
            });
        }
    }
    pods
}

/// The Logs objects of the pods, the log of all other pods, and where `exec` runs; one JSON list.
pub fn objects(pods: &[Logger], state: &Path) -> Value {
    let shared = shared_file(state);
    let mut items: Vec<Value> = pods
        .iter()
        .map(|pod| {
            let file = pod.file(state);
            json!({
                "apiVersion": "kwok.x-k8s.io/v1alpha1",
                "kind": "Logs",
                "metadata": { "name": pod.pod, "namespace": pod.namespace },
                "spec": { "logs": [
                    { "containers": [pod.container], "logsFile": file, "previousLogsFile": file },
                    { "logsFile": shared, "previousLogsFile": shared },
                ] },
            })
        })
        .collect();
    items.push(json!({
        "apiVersion": "kwok.x-k8s.io/v1alpha1",
        "kind": "ClusterLogs",
        "metadata": { "name": "application" },
        "spec": { "logs": [{ "logsFile": shared, "previousLogsFile": shared }] },
    }));
    items.push(json!({
        "apiVersion": "kwok.x-k8s.io/v1alpha1",
        "kind": "ClusterExec",
        "metadata": { "name": "harmless-directory" },
        "spec": { "execs": [{ "local": { "workDir": state.join("exec") } }] },
    }));
    json!({ "apiVersion": "v1", "kind": "List", "items": items })
}

/// Writes every file anew: the last hour until now.
pub fn write_files(pods: &[Logger], source: &Source, state: &Path) -> Result<()> {
    let end = now();
    for pod in pods {
        write_past(&pod.file(state), &past(pod, source.log_lines(&pod.program), end))?;
    }
    let shared = Logger::shared();
    write_past(&shared_file(state), &past(&shared, source.log_lines(&shared.program), end))
}

/// Goes on writing to the files, a few records a second, on a thread that ends with the process.
pub fn keep_writing(pods: Vec<Logger>, source: Source, state: PathBuf) {
    thread::spawn(move || {
        let mut dice = Dice::of("onwards");
        loop {
            thread::sleep(Duration::from_secs(1));
            for pod in &pods {
                let samples: Vec<&str> = samples(source.log_lines(&pod.program));
                // What is written from top to bottom belongs to a start, and there is none here.
                if source.log_lines(&pod.program).starts_with(IN_ORDER)
                    || samples.is_empty()
                    || dice.within(0, 3) > 0
                {
                    continue;
                }
                let text = record(pod, &samples, now(), &mut dice);
                // The log of a demo is not worth stopping it, nor a message a second: a full disk shows elsewhere.
                if let Ok(mut file) = OpenOptions::new().append(true).open(pod.file(&state)) {
                    drop(file.write_all(text.as_bytes()));
                }
            }
        }
    });
}

impl Logger {
    /// Stands for all pods without a file of their own.
    fn shared() -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            namespace: text(""),
            pod: text("app-0"),
            container: text("app"),
            program: text("application"),
            peers: 3,
        }
    }
}

fn shared_file(state: &Path) -> PathBuf {
    state.join("logs/application.log")
}

fn write_past(file: &Path, text: &str) -> Result<()> {
    let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(file, text));
    written.with_context(|| format!("writing {}", file.display()))
}

fn past(pod: &Logger, sample: &str, end: u64) -> String {
    let mut dice = Dice::of(&format!("{}/{}", pod.namespace, pod.pod));
    let samples = samples(sample);
    if samples.is_empty() {
        return String::new();
    }
    if sample.starts_with(IN_ORDER) {
        let start = end.saturating_sub(dice.within(2000, 6000));
        let times = samples.iter().zip(0_u64..);
        return times
            .map(|(one, index)| lines(one, &pod.pod, pod.peers, &Moment::at(start + index * 400), &mut dice))
            .collect();
    }
    let step = PAST / PAST_RECORDS;
    (0..PAST_RECORDS)
        .map(|index| {
            let at = (end - PAST + index * step + dice.within(0, step - 1)).min(end);
            record(pod, &samples, at, &mut dice)
        })
        .collect()
}

fn record(pod: &Logger, samples: &[&str], at: u64, dice: &mut Dice) -> String {
    let chosen = usize::try_from(dice.within(0, samples.len() as u64 - 1)).unwrap_or(0);
    lines(samples[chosen], &pod.pod, pod.peers, &Moment::at(at), dice)
}

fn samples(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty() && *line != IN_ORDER).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Logger, past};
    use crate::demo::source::Source;

    #[test]
    fn a_log_is_in_order_of_time_and_ends_now() {
        let source = Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../cluster")).unwrap();
        for program in ["postgresql", "debezium-server", "unknown"] {
            let pod = Logger { program: program.into(), ..Logger::shared() };
            let text = past(&pod, source.log_lines(program), 1_795_248_930_000);
            let stamps: Vec<&str> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
            assert!(stamps.len() >= 7, "{program}");
            assert!(stamps.is_sorted(), "{program}");
            assert!(stamps.iter().all(|stamp| *stamp <= "2026-11-21T08:15:30.000000000Z"), "{program}");
            assert!(text.lines().all(|line| line.contains(" F ")), "{program}");
            assert!(!text.contains("{iso}") && !text.contains("{n:"), "{program}");
        }
    }
}
