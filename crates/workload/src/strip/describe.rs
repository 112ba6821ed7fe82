//! The strip in words, for those who do not see it.

use crate::status::Counts;
use crate::strip::{Cell, Cells, Strip};
use crate::text::Locale;

impl Strip {
    /// The strip in one sentence: `Ordinals 0–3 ready, old revision; 4 starting, new revision; now at 4; partition
    /// at 3`.
    pub fn describe(&self, locale: Locale) -> String {
        match self {
            Self::Cells(cells) => cells.describe(locale),
            Self::Counts(counts) => describe_counts(*counts, locale),
        }
    }
}

fn describe_counts(counts: Counts, locale: Locale) -> String {
    let Counts { desired, ready, created, .. } = counts;
    match locale {
        Locale::En => format!("{ready} of {desired} ready, {created} created; pods are not loaded"),
        Locale::Zh => format!("{desired} 个副本中 {ready} 个就绪，已创建 {created} 个；容器组尚未加载"),
    }
}

impl Cells {
    /// The cells in one sentence.
    pub fn describe(&self, locale: Locale) -> String {
        if self.cells.is_empty() {
            return match locale {
                Locale::En => "No ordinals".to_owned(),
                Locale::Zh => "没有序号".to_owned(),
            };
        }
        let alike = |a: &Cell, b: &Cell| {
            a.state == b.state && a.revision == b.revision && a.ordinal.checked_add(1) == Some(b.ordinal)
        };
        let mut parts: Vec<String> = self.cells.chunk_by(alike).map(|run| say_run(run, locale)).collect();
        parts.extend(self.cells.iter().find(|cell| cell.at).map(|cell| match locale {
            Locale::En => format!("now at {}", cell.ordinal),
            Locale::Zh => format!("正在处理 {}", cell.ordinal),
        }));
        parts.extend(self.partition_at.map(|at| self.say_partition(at, locale)));
        match locale {
            Locale::En => format!("Ordinals {}", parts.join("; ")),
            Locale::Zh => format!("序号 {}", parts.join("；")),
        }
    }

    fn say_partition(&self, at: usize, locale: Locale) -> String {
        match (self.cells.get(at), locale) {
            (Some(cell), Locale::En) => format!("partition at {}", cell.ordinal),
            (Some(cell), Locale::Zh) => format!("分区在 {}", cell.ordinal),
            (None, Locale::En) => "partition above all".to_owned(),
            (None, Locale::Zh) => "分区高于全部序号".to_owned(),
        }
    }
}

fn say_run(run: &[Cell], locale: Locale) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return String::new() };
    let range = if first.ordinal == last.ordinal {
        first.ordinal.to_string()
    } else {
        format!("{}–{}", first.ordinal, last.ordinal)
    };
    let (state, revision) =
        (first.state.text().get(locale), first.revision.text().map(|text| text.get(locale)));
    match (revision, locale) {
        (None, _) => format!("{range} {state}"),
        (Some(revision), Locale::En) => format!("{range} {state}, {revision}"),
        (Some(revision), Locale::Zh) => format!("{range} {state}，{revision}"),
    }
}
