//! What a mark of a strip says when it is pointed at, focused or read out.

use crate::strip::layout::Item;
use crate::strip::{Cell, Cells, Revision};
use crate::text::{Locale, Text};

const HERE: Text = Text { zh: "控制器正在处理", en: "the controller is here" };

impl Revision {
    /// Its word; none where there is nothing to tell apart.
    pub const fn text(self) -> Option<Text> {
        match self {
            Self::Old => Some(Text { zh: "旧版本", en: "old revision" }),
            Self::New => Some(Text { zh: "新版本", en: "new revision" }),
            Self::Only | Self::Unknown => None,
        }
    }
}

impl Cell {
    /// Pod, state, revision, reason.
    pub fn describe(&self, locale: Locale) -> String {
        let name = self.pod.clone().unwrap_or_else(|| ordinal(locale, self.ordinal));
        let revision = self.revision.text().map(|text| text.get(locale).to_owned());
        let here = self.at.then(|| HERE.get(locale).to_owned());
        let parts =
            [Some(name), Some(self.state.text().get(locale).to_owned()), self.reason.clone(), revision, here];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl Item {
    /// What it stands for.
    pub fn describe(&self, locale: Locale, cells: &Cells) -> String {
        let cell = cells.cells.iter().find(|cell| cell.ordinal == self.first);
        match cell {
            Some(cell) if self.first == self.last => cell.describe(locale),
            _ => self.describe_run(locale),
        }
    }

    fn describe_run(&self, locale: Locale) -> String {
        let state = self.state.text().get(locale);
        let count = self.last - self.first + 1;
        let range = match locale {
            Locale::En => format!("{count} pods, ordinals {}–{}", self.first, self.last),
            Locale::Zh => format!("{count} 个容器组，序号 {}–{}", self.first, self.last),
        };
        let revision = self.revision.text().map(|text| text.get(locale).to_owned());
        let here = self.at.then(|| HERE.get(locale).to_owned());
        let parts = [Some(range), Some(state.to_owned()), revision, here];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

fn ordinal(locale: Locale, ordinal: u32) -> String {
    match locale {
        Locale::En => format!("ordinal {ordinal}"),
        Locale::Zh => format!("序号 {ordinal}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::strip::layout::in_header;
    use crate::strip::{Cell, CellState, Cells, Revision};
    use crate::text::Locale;

    fn cell(ordinal: u32) -> Cell {
        Cell {
            ordinal,
            state: CellState::Starting,
            revision: Revision::New,
            pod: Some(format!("kafka-{ordinal}")),
            at: true,
            reason: Some("ContainerCreating".to_owned()),
        }
    }

    #[test]
    fn a_cell_says_pod_state_reason_revision_and_that_the_controller_is_there() {
        let en = "kafka-4 · starting · ContainerCreating · new revision · the controller is here";
        assert_eq!(cell(4).describe(Locale::En), en);
        assert_eq!(
            cell(4).describe(Locale::Zh),
            "kafka-4 · 启动中 · ContainerCreating · 新版本 · 控制器正在处理"
        );
    }

    #[test]
    fn an_ordinal_without_a_pod_goes_by_its_number() {
        let missing = Cell {
            pod: None,
            state: CellState::Missing,
            reason: None,
            at: false,
            revision: Revision::Unknown,
            ..cell(7)
        };
        assert_eq!(missing.describe(Locale::En), "ordinal 7 · not created");
        assert_eq!(missing.describe(Locale::Zh), "序号 7 · 未创建");
    }

    #[test]
    fn a_run_says_how_many_and_which() {
        let mut cells = Cells { cells: (0..30).map(cell).collect(), partition_at: None };
        for cell in &mut cells.cells {
            cell.at = false;
        }
        let runs = in_header(&cells, 24);
        assert_eq!(runs[0].describe(Locale::En, &cells), "30 pods, ordinals 0–29 · starting · new revision");
    }
}
