//! What fields become: images, labels, annotations, and what an undo brings back.

use serde_json::{Map, Value};

use crate::plan::effects::{Found, Weight};
use crate::plan::{Action, body};

impl Found<'_> {
    pub(super) fn images(&mut self, body: &Value) {
        for key in ["containers", "initContainers"] {
            let list = body.pointer("/spec/template/spec").and_then(|spec| spec.get(key));
            for entry in list.and_then(Value::as_array).into_iter().flatten() {
                let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
                let (name, image) = (text("name"), text("image"));
                let all = self.set.containers().iter().chain(self.set.init_containers());
                let now = all.into_iter().find(|container| container.name == name);
                let now = now.map(|container| container.image.clone()).unwrap_or_default();
                let line = format!("{name}: {now} → {image}");
                self.say(Weight::Plain, line.clone(), line);
            }
        }
    }

    pub(super) fn marks(&mut self, body: &Value) {
        let both = [("/metadata/labels", "label", "标签"), ("/metadata/annotations", "annotation", "注解")];
        for (path, en, zh) in both {
            for (key, value) in body.pointer(path).and_then(Value::as_object).into_iter().flat_map(Map::iter)
            {
                match value.as_str() {
                    Some(value) => {
                        self.say(Weight::Plain, format!("{en} {key}={value}"), format!("{zh} {key}={value}"));
                    }
                    None => {
                        self.say(Weight::Plain, format!("{en} {key} is removed"), format!("移除{zh} {key}"));
                    }
                }
            }
        }
        self.say(
            Weight::Kept,
            "Its pods keep their labels, and none is restarted.".to_owned(),
            "容器组的标签不变，也不会重启。".to_owned(),
        );
    }

    pub(super) fn restored(&mut self, action: &Action, body: &Value) {
        if let Some(replicas) = body.pointer("/spec/replicas").and_then(Value::as_u64) {
            self.scaling(u32::try_from(replicas).unwrap_or_default());
        }
        let partition = body.pointer("/spec/updateStrategy/rollingUpdate/partition").and_then(Value::as_u64);
        if body::is_strategic(body) {
            self.images(body);
        }
        match partition.and_then(|partition| u32::try_from(partition).ok()) {
            Some(partition) => self.moved(action, partition),
            None if body::is_strategic(body) => self.replacing(action),
            None => {}
        }
        if body.get("spec").is_none() {
            self.marks(body);
        }
    }
}
