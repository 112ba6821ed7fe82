//! What this browser keeps for the console, in groups that a person can decide about. Pure.

use workload::order;
use workload::text::Text;

/// Something kept: for all tabs or for this one, under which key, with how many characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// This tab's own, gone with it.
    pub of_tab: bool,
    /// Its key.
    pub key: String,
    /// Characters of key and value.
    pub size: usize,
}

/// What a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Language, theme, and what else this page sets.
    Settings,
    /// Namespaces that were used or pinned.
    Namespaces,
    /// What was chosen in the palette.
    Palette,
    /// What was written and not submitted.
    Drafts,
    /// What was done to the cluster.
    Record,
    /// The bearer token, where the person wanted it to be kept.
    Token,
    /// What this version does not know.
    Other,
}

impl Sort {
    const ALL: [Self; 7] = [
        Self::Token,
        Self::Drafts,
        Self::Record,
        Self::Namespaces,
        Self::Palette,
        Self::Settings,
        Self::Other,
    ];

    fn of(name: &str) -> Self {
        let first = name.split('.').next().unwrap_or_default();
        match first {
            "theme" | "locale" | "density" | "rail" | "zone" | "times" | "keys" | "columns" => Self::Settings,
            "namespaces" | "pins" => Self::Namespaces,
            "palette" => Self::Palette,
            "draft" | "create" | "base" => Self::Drafts,
            "run" | "objects" | "beat" => Self::Record,
            _ if first == "token" || first.starts_with("token/") => Self::Token,
            _ => Self::Other,
        }
    }

    /// What it is.
    pub const fn title(self) -> Text {
        match self {
            Self::Settings => Text { zh: "设置", en: "Settings" },
            Self::Namespaces => {
                Text { zh: "用过和固定的命名空间", en: "Namespaces used and pinned" }
            }
            Self::Palette => Text { zh: "命令面板的最近选择", en: "Recent choices in the palette" },
            Self::Drafts => Text { zh: "未提交的草稿", en: "Drafts that were not submitted" },
            Self::Record => Text { zh: "操作记录", en: "Record of what was done" },
            Self::Token => Text { zh: "登录令牌", en: "Sign-in token" },
            Self::Other => Text { zh: "其他", en: "Other" },
        }
    }

    /// What is lost with it.
    pub const fn loss(self) -> Text {
        match self {
            Self::Settings => Text {
                zh: "语言、主题、行高、时间和快捷键恢复为默认值。",
                en: "Language, theme, row height, times and keys go back to their defaults.",
            },
            Self::Namespaces => Text {
                zh: "选择器不再提供这些命名空间；没有列出权限时会再次询问名称。",
                en: "The picker no longer offers them: without the permission to list namespaces you are asked for a name again.",
            },
            Self::Palette => Text {
                zh: "面板打开时不再先列出它们。",
                en: "The palette no longer shows them first.",
            },
            Self::Drafts => Text {
                zh: "写好但未提交的内容会丢失，无法恢复。",
                en: "What was written and not submitted is gone for good.",
            },
            Self::Record => Text {
                zh: "无法再撤销这些操作；未完成的批量操作在刷新页面后无法继续。",
                en: "Nothing of it can be undone here any more, and a run that is not done cannot go on after a reload.",
            },
            Self::Token => Text {
                zh: "刷新页面后需要重新登录。",
                en: "After a reload you are asked to sign in again.",
            },
            Self::Other => Text {
                zh: "由此地址下其他版本的 Ordinal 保存。",
                en: "Kept by another version of Ordinal at this address.",
            },
        }
    }
}

/// What is cleared together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is.
    pub sort: Sort,
    /// The cluster it belongs to; empty where it holds for all.
    pub cluster: String,
    /// What is in it.
    pub items: Vec<Item>,
}

impl Group {
    /// Characters kept.
    pub fn size(&self) -> usize {
        self.items.iter().map(|item| item.size).sum()
    }
}

/// The groups of what is the console's own; other pages of the same origin keep things, too.
pub fn groups(items: impl IntoIterator<Item = Item>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        let Some(rest) = item.key.strip_prefix("ordinal.") else { continue };
        // As `store::cluster_storage` writes them: what is of a cluster has the cluster before the name.
        let (cluster, name) = rest.split_once('.').unwrap_or(("", rest));
        let (sort, cluster) = (Sort::of(name), cluster.to_owned());
        match groups.iter_mut().find(|group| group.sort == sort && group.cluster == cluster) {
            Some(group) => group.items.push(item),
            None => groups.push(Group { sort, cluster, items: vec![item] }),
        }
    }
    let rank = |sort: Sort| Sort::ALL.iter().position(|other| *other == sort);
    order::sort_by(&mut groups, |a, b| (&a.cluster, rank(a.sort)).cmp(&(&b.cluster, rank(b.sort))));
    for group in &mut groups {
        order::sort_by(&mut group.items, |a, b| a.key.cmp(&b.key));
    }
    groups
}

/// What is kept now, in the order of before: what is new comes last, so that no row moves under the pointer.
pub fn settled(before: &[Group], mut now: Vec<Group>) -> Vec<Group> {
    let same = |a: &Group, b: &Group| a.sort == b.sort && a.cluster == b.cluster;
    order::sort_by_key(&mut now, |group| {
        before.iter().position(|other| same(group, other)).unwrap_or(before.len())
    });
    now
}

#[cfg(test)]
mod tests {
    use super::{Group, Item, Sort, groups, settled};

    fn item(key: &str, of_tab: bool, size: usize) -> Item {
        Item { of_tab, key: key.to_owned(), size }
    }

    fn told(groups: &[Group]) -> Vec<(Sort, &str, usize)> {
        groups.iter().map(|group| (group.sort, group.cluster.as_str(), group.size())).collect()
    }

    /// A setting was chosen, and its row pushed the one below out from under the pointer.
    #[test]
    fn what_is_new_comes_after_what_was_there() {
        let before = groups([item("ordinal.u1.namespaces", false, 2)]);
        let now = groups([item("ordinal.theme", false, 4), item("ordinal.u1.namespaces", false, 3)]);
        assert_ne!(now[0].sort, before[0].sort, "sorted anew, it would come first");
        let settled = settled(&before, now);
        assert_eq!((settled[0].sort, settled[0].size()), (before[0].sort, 3));
        assert_eq!(settled.len(), 2);
    }

    #[test]
    fn what_belongs_together_is_cleared_together_and_clusters_stay_apart() {
        let found = groups([
            item("ordinal.theme", false, 10),
            item("ordinal.b.pins", false, 3),
            item("ordinal.a.namespaces", false, 4),
            item("ordinal.a.pins", false, 5),
            item("ordinal.locale", false, 1),
            item("ordinal.a.draft.create", true, 100),
        ]);
        assert_eq!(
            told(&found),
            [
                (Sort::Settings, "", 11),
                (Sort::Drafts, "a", 100),
                (Sort::Namespaces, "a", 9),
                (Sort::Namespaces, "b", 3)
            ]
        );
    }

    #[test]
    fn what_other_pages_of_the_origin_keep_is_not_ours_and_what_we_do_not_know_is_shown() {
        let found = groups([item("grafana.theme", false, 1), item("ordinal.later", false, 2)]);
        assert_eq!(told(&found), [(Sort::Other, "", 2)]);
    }
}
