//! The columns of the list: their names, and which of them are shown. Pure; [`super::columns`] keeps the choice.

use workload::text::Text;

/// A column. The order is fixed: one finds things where they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Name, alias, description.
    Name,
    /// Status and its reason.
    Status,
    /// The ordinals, and ready of desired.
    Ready,
    /// How far the rollout is, partition, `OnDelete`.
    Progress,
    /// Images of the containers.
    Images,
    /// Namespace.
    Namespace,
    /// The application that its labels name.
    Application,
    /// Labels.
    Labels,
    /// The selector of its pods.
    Selector,
    /// The governing Service.
    Service,
    /// When it was created.
    Created,
    /// When it was last changed.
    Changed,
}

impl Column {
    /// All of them, in their order.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Status,
        Self::Ready,
        Self::Progress,
        Self::Images,
        Self::Namespace,
        Self::Application,
        Self::Labels,
        Self::Selector,
        Self::Service,
        Self::Created,
        Self::Changed,
    ];

    /// Shown to those who chose nothing.
    const USUAL: [Self; 7] =
        [Self::Name, Self::Status, Self::Ready, Self::Progress, Self::Images, Self::Namespace, Self::Created];

    /// Its word in addresses, in `config.json` and in what the browser keeps.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Ready => "ready",
            Self::Progress => "progress",
            Self::Images => "images",
            Self::Namespace => "namespace",
            Self::Application => "application",
            Self::Labels => "labels",
            Self::Selector => "selector",
            Self::Service => "service",
            Self::Created => "created",
            Self::Changed => "changed",
        }
    }

    /// Reads its word.
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key.trim())
    }

    /// The class of its cells.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Name => "col-name",
            Self::Status => "col-status",
            Self::Ready => "col-ordinals",
            Self::Progress => "col-updated",
            Self::Images => "col-images",
            Self::Namespace => "col-namespace",
            Self::Application => "col-application",
            Self::Labels => "col-labels",
            Self::Selector => "col-selector",
            Self::Service => "col-service",
            Self::Created => "col-age",
            Self::Changed => "col-changed",
        }
    }

    /// Its name.
    pub const fn text(self) -> Text {
        match self {
            Self::Name => Text { zh: "名称", en: "Name" },
            Self::Status => Text { zh: "状态", en: "Status" },
            Self::Ready => Text { zh: "序号与就绪", en: "Ordinals, ready" },
            Self::Progress => Text { zh: "已更新", en: "Updated" },
            Self::Images => Text { zh: "镜像", en: "Images" },
            Self::Namespace => Text { zh: "命名空间", en: "Namespace" },
            Self::Application => Text { zh: "应用", en: "Application" },
            Self::Labels => Text { zh: "标签", en: "Labels" },
            Self::Selector => Text { zh: "选择器", en: "Selector" },
            Self::Service => Text { zh: "服务", en: "Service" },
            Self::Created => Text { zh: "时长", en: "Age" },
            Self::Changed => Text { zh: "最近修改", en: "Last change" },
        }
    }

    /// Its numbers or times are right-aligned.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Created | Self::Changed)
    }
}

/// The columns of a choice: those of the person, or else those configured, or else the usual ones. The name is always
/// among them, words that are no column are left out, and where none is left the choice is none.
pub fn shown(own: Option<&str>, configured: Option<&[String]>) -> Vec<Column> {
    let own = own.map(|text| text.split(',').filter_map(Column::read).collect::<Vec<_>>());
    let configured = configured.map(|keys| keys.iter().filter_map(|key| Column::read(key)).collect());
    let choice = [own, configured].into_iter().flatten().find(|columns| !columns.is_empty());
    let choice = choice.unwrap_or_else(|| Column::USUAL.to_vec());
    Column::ALL.into_iter().filter(|column| *column == Column::Name || choice.contains(column)).collect()
}

/// How a choice is kept.
pub fn written(columns: &[Column]) -> String {
    columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{Column, shown, written};

    #[test]
    fn a_persons_choice_comes_before_the_configured_one_and_that_before_the_usual_one() {
        let configured = ["labels".to_owned(), "nonsense".to_owned()];
        assert_eq!(
            shown(Some("service,status"), Some(&configured)),
            [Column::Name, Column::Status, Column::Service]
        );
        assert_eq!(shown(None, Some(&configured)), [Column::Name, Column::Labels]);
        assert_eq!(shown(None, None), Column::USUAL);
        assert_eq!(shown(Some("?"), Some(&["x".to_owned()])), Column::USUAL, "a choice of nothing is none");
    }

    #[test]
    fn what_is_kept_is_read_back() {
        for column in Column::ALL {
            assert_eq!(Column::read(column.key()), Some(column));
        }
        assert_eq!(shown(Some(&written(&Column::ALL)), None), Column::ALL);
    }
}
