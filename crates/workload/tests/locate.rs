//! Fields of a refusal are found in the text that the user wrote.

use workload::locate::{line_of, quoted_fields};

const TEXT: &str = r#"# a comment
apiVersion: v1
kind: Service
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels: { app: web }
spec:
  replicas: 3
  template:
    metadata:
      labels:
        "app.kubernetes.io/name": web
    spec:
      containers:
      - name: web
        image: nginx
        ports:
        - containerPort: 80
      - image: envoy

        # the side
        name: proxy
      volumes:
        -
          name: data
  serviceNam: web
"#;

fn line(path: &str) -> usize {
    line_of(TEXT, 5, 29, path)
}

#[test]
fn a_field_is_found_by_its_path() {
    assert_eq!(line("spec.replicas"), 11);
    assert_eq!(line("spec.serviceNam"), 29);
    assert_eq!(line("spec.template.spec.containers[0].image"), 19);
    assert_eq!(line("spec.template.spec.containers[0].ports[0].containerPort"), 21);
}

#[test]
fn an_item_is_found_whether_its_dash_is_indented_alone_or_not() {
    assert_eq!(line("spec.template.spec.containers[1].name"), 25);
    assert_eq!(line("spec.template.spec.containers[1]"), 22);
    assert_eq!(line("spec.template.spec.volumes[0].name"), 28);
}

#[test]
fn a_key_with_dots_stands_in_brackets() {
    assert_eq!(line("spec.template.metadata.labels[app.kubernetes.io/name]"), 15);
}

#[test]
fn what_is_not_there_is_looked_for_around_its_place() {
    assert_eq!(line("spec.selector"), 10);
    assert_eq!(line("metadata.labels.app"), 9);
    assert_eq!(line("spec.template.spec.containers[7].image"), 17);
    assert_eq!(line(""), 5);
}

#[test]
fn only_the_document_itself_is_searched() {
    assert_eq!(line_of(TEXT, 1, 3, "kind"), 3);
    assert_eq!(line_of(TEXT, 1, 3, "spec.replicas"), 2);
}

#[test]
fn a_text_without_lines_is_its_first_line() {
    assert_eq!(line_of("", 1, 1, "spec"), 1);
    assert_eq!(line_of("{\"spec\": {}}", 1, 1, "spec.replicas"), 1);
}

#[test]
fn json_and_flow_style_are_searched_as_well() {
    let json = "{\n  \"items\": [\n    {\n      \"kind\": \"A\"\n    },\n    {\n      \"spec\": {\n        \"a.b/c\": [\n          1,\n          {\"d\": 2}\n        ]\n      }\n    }\n  ]\n}\n";
    assert_eq!(line_of(json, 1, 15, "items[0].kind"), 4);
    assert_eq!(line_of(json, 1, 15, "items[1].spec[a.b/c][1].d"), 10);
    assert_eq!(line_of(json, 1, 15, "items[1].spec.other"), 7);
    let flow = "spec: {replicas: 2,\n  template: {metadata: {labels: {\n    app: x}}}}\n";
    assert_eq!(line_of(flow, 1, 3, "spec.template.metadata.labels.app"), 3);
}

#[test]
fn a_strict_refusal_names_its_fields() {
    let message = r#"StatefulSet in version "v1" cannot be handled as a StatefulSet: strict decoding error: unknown field "spec.serviceNam", duplicate field "spec.replicas""#;
    assert_eq!(quoted_fields(message), ["spec.serviceNam", "spec.replicas"]);
    assert_eq!(quoted_fields("no such thing"), Vec::<&str>::new());
}
