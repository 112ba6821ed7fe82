//! What was tried, as the subject of a sentence.

use crate::notice::{Op, Target};
use crate::text::{Locale, Text};

/// Words for the kinds that the console lists; other kinds keep their own name, which takes an `s` in English.
const KINDS: [(&str, Text); 7] = [
    ("StatefulSet", Text { zh: "有状态副本集", en: "StatefulSets" }),
    ("ControllerRevision", Text { zh: "版本记录", en: "revisions" }),
    ("Pod", Text { zh: "容器组", en: "pods" }),
    ("Event", Text { zh: "事件", en: "events" }),
    ("PersistentVolumeClaim", Text { zh: "存储卷声明", en: "PVCs" }),
    ("Service", Text { zh: "服务", en: "Services" }),
    ("Namespace", Text { zh: "命名空间", en: "namespaces" }),
];

impl Op {
    /// `Scaling web to 5`, `将 web 的副本数调整为 5`.
    pub(super) fn doing(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.english(),
            Locale::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::List { resource, namespace } => {
                format!("Listing {}{}", plural(resource.kind, Locale::En), place(namespace, Locale::En))
            }
            Self::Watch { resource, namespace } => {
                format!("Following {}{}", plural(resource.kind, Locale::En), place(namespace, Locale::En))
            }
            Self::Read(target) => format!("Reading {}", target.full()),
            Self::Check(target) => format!("Checking {}", target.full()),
            Self::Create(target) => format!("Creating {}", target.full()),
            Self::Change(target) => format!("Changing {}", target.full()),
            Self::Scale { target, replicas } => format!("Scaling {} to {replicas}", target.name),
            Self::Delete(target) => format!("Deleting {}", target.full()),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::List { resource, namespace } => {
                format!("获取{}{}列表", place(namespace, Locale::Zh), plural(resource.kind, Locale::Zh))
            }
            Self::Watch { resource, namespace } => {
                format!("监听{}{}的变化", place(namespace, Locale::Zh), plural(resource.kind, Locale::Zh))
            }
            Self::Read(target) => format!("读取 {} ", target.full()),
            Self::Check(target) => format!("校验 {} ", target.full()),
            Self::Create(target) => format!("创建 {} ", target.full()),
            Self::Change(target) => format!("修改 {} ", target.full()),
            Self::Scale { target, replicas } => format!("将 {} 调整为 {replicas} 个副本", target.name),
            Self::Delete(target) => format!("删除 {} ", target.full()),
        }
    }
}

impl Target {
    /// `Service web`; a document may lack a name (`generateName`).
    fn full(&self) -> String {
        format!("{} {}", self.kind, self.name).trim().to_owned()
    }
}

fn plural(kind: &str, locale: Locale) -> String {
    match (KINDS.iter().find(|(known, _)| *known == kind), locale) {
        (Some((_, text)), _) => text.get(locale).to_owned(),
        (None, Locale::En) => format!("{kind}s"),
        (None, Locale::Zh) => format!(" {kind} "),
    }
}

fn place(namespace: &str, locale: Locale) -> String {
    match (namespace, locale) {
        ("", _) => String::new(),
        (namespace, Locale::En) => format!(" in {namespace}"),
        (namespace, Locale::Zh) => format!("命名空间 {namespace} 中的"),
    }
}
