//! What came of a run, to be copied into a ticket or kept as a table.

use kubewire::request::Request;

use crate::csv;
use crate::run::item::Item;
use crate::run::{Run, Tally};
use crate::text::{Locale, Text};

const HEAD: [Text; 5] = [
    Text { zh: "命名空间", en: "Namespace" },
    Text { zh: "名称", en: "Name" },
    Text { zh: "结果", en: "Result" },
    Text { zh: "说明", en: "Why" },
    Text { zh: "请求", en: "Requests" },
];

/// The numbers of a run in words, those that are zero left out.
pub fn numbers(tally: Tally, locale: Locale) -> String {
    let parts = [
        (tally.done, Text { zh: "完成", en: "done" }),
        (tally.failed, Text { zh: "失败", en: "failed" }),
        (tally.skipped, Text { zh: "跳过", en: "skipped" }),
        (tally.cancelled, Text { zh: "取消", en: "cancelled" }),
        (tally.running, Text { zh: "进行中", en: "running" }),
        (tally.waiting, Text { zh: "等待", en: "waiting" }),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0).map(|(count, text)| match locale {
        Locale::En => format!("{count} {}", text.en),
        Locale::Zh => format!("{count} 个{}", text.zh),
    });
    told.collect::<Vec<_>>().join(if locale == Locale::En { ", " } else { "，" })
}

/// A line for each object, for people.
pub fn text(run: &Run, title: &str, locale: Locale) -> String {
    let line = |item: &Item| {
        let told = item.told.get(locale);
        let colon = if told.is_empty() { "" } else { ": " };
        format!(
            "{}/{}: {}{colon}{told}\n",
            item.target.namespace,
            item.target.name,
            item.state.text().get(locale)
        )
    };
    let lines: String = run.items.iter().map(line).collect();
    format!("{title}: {}\n{lines}", numbers(run.tally(), locale))
}

/// A table with a row for each object.
pub fn table(run: &Run, locale: Locale) -> String {
    let head = HEAD.map(|text| text.get(locale).to_owned());
    let rows = run.items.iter().map(|item| {
        [
            item.target.namespace.clone(),
            item.target.name.clone(),
            item.state.text().get(locale).to_owned(),
            item.told.get(locale).to_owned(),
            requests(item).join("\n"),
        ]
    });
    csv::write(std::iter::once(head).chain(rows))
}

/// The requests of an object, as one reads them: method and path, and the body where there is one.
pub fn requests(item: &Item) -> Vec<String> {
    let requests = item.steps.iter().filter_map(|step| step.request(&item.target)?.ok());
    let line = |request: Request| {
        let path = request.target.split('?').next().unwrap_or_default();
        let body = request.body.as_ref().map(|body| format!(" {}", body.text)).unwrap_or_default();
        format!("{} {path}{body}", request.method.as_str())
    };
    requests.map(line).collect()
}
