//! The rows as text, for a spreadsheet. Pure.

use workload::age::Timestamp;
use workload::csv;
use workload::text::{Locale, Text};

use crate::pages::statefulsets::list::cells::why;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::line::Line;

const ALIAS: Text = Text { zh: "别名", en: "Alias" };
const DESCRIPTION: Text = Text { zh: "描述", en: "Description" };
const REASON: Text = Text { zh: "原因", en: "Reason" };
const READY: Text = Text { zh: "就绪", en: "Ready" };
const DESIRED: Text = Text { zh: "期望", en: "Desired" };
const UPDATED: Text = Text { zh: "已更新", en: "Updated" };
const TO_UPDATE: Text = Text { zh: "待更新总数", en: "To update" };
const STRATEGY: Text = Text { zh: "更新策略", en: "Strategy" };
const PARTITION: Text = Text { zh: "分区", en: "Partition" };
const CREATED: Text = Text { zh: "创建时间", en: "Created" };
const CHANGED: Text = Text { zh: "修改时间", en: "Last change" };

/// The columns as CSV. A column with several facts becomes several: a spreadsheet would read `2/3` as a date.
/// `iso` writes a point in time.
pub fn table(
    columns: &[Column],
    lines: &[&Line],
    locale: Locale,
    iso: impl Fn(Timestamp) -> String,
) -> String {
    let head = columns.iter().flat_map(|column| heads(*column)).map(|text| text.get(locale).to_owned());
    let row = |line: &&Line| -> Vec<String> {
        columns.iter().flat_map(|column| values(*column, line, locale, &iso)).collect()
    };
    csv::write(std::iter::once(head.collect()).chain(lines.iter().map(row)))
}

fn heads(column: Column) -> Vec<Text> {
    match column {
        Column::Name => vec![Column::Name.text(), ALIAS, DESCRIPTION],
        Column::Status => vec![Column::Status.text(), REASON],
        Column::Ready => vec![READY, DESIRED],
        Column::Progress => vec![UPDATED, TO_UPDATE, STRATEGY, PARTITION],
        Column::Created => vec![CREATED],
        Column::Changed => vec![CHANGED],
        other => vec![other.text()],
    }
}

fn values(column: Column, line: &Line, locale: Locale, iso: &impl Fn(Timestamp) -> String) -> Vec<String> {
    use workload::rows::meta;
    let (set, counts) = (&line.set, line.view.counts);
    let note = |key: &str| set.meta.annotations.get(key).cloned().unwrap_or_default();
    let time = |at: Option<Timestamp>| vec![at.map(iso).unwrap_or_default()];
    match column {
        Column::Name => vec![set.meta.name().to_owned(), note(meta::ALIAS), note(meta::DESCRIPTION)],
        Column::Status => vec![line.view.status.text().get(locale).to_owned(), why(line, locale)],
        Column::Ready => vec![counts.ready.to_string(), counts.desired.to_string()],
        Column::Progress => {
            let strategy = &set.spec.update_strategy;
            let kind = if strategy.kind.is_empty() { "RollingUpdate" } else { &strategy.kind };
            let numbers = [counts.updated, counts.to_update].map(|number| number.to_string());
            [&numbers[..], &[kind.to_owned(), strategy.partition().to_string()]].concat()
        }
        Column::Images => {
            let images: Vec<&str> =
                set.containers().iter().map(|container| container.image.as_str()).collect();
            vec![images.join(" ")]
        }
        Column::Namespace => vec![set.meta.namespace().to_owned()],
        Column::Application => vec![line.application().to_owned()],
        Column::Labels => {
            let labels: Vec<String> =
                set.meta.labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
            vec![labels.join(",")]
        }
        Column::Selector => vec![set.spec.selector.to_query()],
        Column::Service => vec![set.spec.service_name.clone()],
        Column::Created => time(set.meta.created),
        Column::Changed => time(set.meta.updated()),
    }
}

#[cfg(test)]
mod tests {
    use super::{heads, table, values};
    use crate::pages::statefulsets::list::board::tests::{lines, set};
    use crate::pages::statefulsets::list::column::Column;
    use workload::text::Locale;

    #[test]
    fn every_column_has_as_many_values_as_heads() {
        let lines = lines(&[set("1", "web", "shop", 3, 2)]);
        let line = lines.get("1").expect("a line");
        for column in Column::ALL {
            let values = values(column, &line, Locale::En, &|at| at.millis.to_string());
            assert_eq!(values.len(), heads(column).len(), "{column:?}");
        }
    }

    #[test]
    fn a_table_has_the_columns_that_are_shown_in_the_language_of_the_page() {
        let lines = lines(&[set("1", "web", "shop", 3, 2)]);
        let line = lines.get("1").expect("a line");
        let columns = [Column::Name, Column::Ready, Column::Namespace];
        let of = |locale| table(&columns, &[&line], locale, |at| at.millis.to_string());
        assert_eq!(
            of(Locale::En),
            "\u{feff}Name,Alias,Description,Ready,Desired,Namespace\r\nweb,,,2,3,shop\r\n"
        );
        assert!(of(Locale::Zh).starts_with("\u{feff}名称,别名,描述,就绪,期望,命名空间\r\n"));
    }
}
