//! What the browser keeps of a draft: a form of its own, and nothing of a Secret.

use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::format::Format;
use workload::draft::keep::Unreadable;

const SET: &str = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          env:\n            - name: P\n              valueFrom: {secretKeyRef: {name: db-secret, key: p}}\n";
const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  p: hunter2\n";

fn is_kept(text: &str) -> bool {
    let draft = Draft::new(text.to_owned());
    let kept = draft.to_kept(true);
    assert_eq!(kept.is_none(), draft.is_secret());
    kept.is_some()
}

/// Values of Secrets lay in the browser's storage, readable for whoever used it next.
#[test]
fn a_draft_with_a_secret_is_kept_nowhere() {
    for text in [
        SECRET.to_owned(),
        format!("{SET}---\n{SECRET}"),
        SECRET.replace("kind: Secret", "kind: \"Secr\\u0065t\""),
        SECRET.replace("kind: Secret", "kind: secret"),
        SECRET.replace("kind: Secret", "? kind\n: Secret"),
        SECRET.replace("kind: Secret", "x: &k Secret\nkind: *k"),
        "apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n- {kind: Secret, data: {p: aA==}}\n"
            .to_owned(),
        "kind: List\nitems: [{kind: List, items: [{kind: Secret}]}]\n".to_owned(),
        "kind: SecretList\nitems: [{data: {p: aA==}}]\n".to_owned(),
        "{\"kind\": \"Secret\", \"data\": {\"p\": \"aA==\"}}".to_owned(),
        "{\"kind\": \"List\", \"items\": [{\"kind\": \"Secret\"}]}".to_owned(),
        "kind: Template\nobjects: [{kind: Secret, stringData: {p: x}}]\n".to_owned(),
        format!("{SET}#---\n# kind: Secret\n# stringData: {{p: hunter2}}\n"),
    ] {
        assert!(!is_kept(&text), "{text}");
    }
}

#[test]
fn what_only_names_a_secret_is_kept() {
    for text in [
        SET,
        "kind: Gateway\nspec: {tls: {certificateRefs: [{kind: Secret, name: tls}]}}\n",
        "kind: SealedSecret\nspec: {encryptedData: {p: abc}}\n",
        "kind: ConfigMap\nmetadata: {name: secret}\ndata: {a: \"\\u00e9\"}\n",
        "# the secret is elsewhere\nkind: ConfigMap\n",
        "",
    ] {
        assert!(is_kept(text), "{text}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_kept_only_if_no_secret_can_be_in_it() {
    for text in [
        format!("{SECRET}\tx"),
        format!("{SECRET}: :\n"),
        "kind: Secret\ndata: {p: [".to_owned(),
        "{\"kind\": \"Secret\", \"data\": {".to_owned(),
        "{\"kind\": \"S\\u0065cret\", \"data\": {".to_owned(),
        "kind: \"Sec\\\n  ret\"\ndata: [".to_owned(),
        "kind: !!binary U2VjcmV0\ndata: [".to_owned(),
    ] {
        assert!(Draft::new(text.clone()).broken().is_some(), "{text}");
        assert!(!is_kept(&text), "{text}");
    }
    assert!(is_kept(&SET.replace("spec:\n  template", "spec:\n\ttemplate")), "it only names one");
    let mut draft = Draft::new(SECRET.to_owned());
    draft.apply(Edit::Text("data: {p: aHVudGVyMg==, [\n".to_owned())).unwrap();
    assert_eq!(draft.to_kept(true), None, "what was a Secret a moment ago");
}

#[test]
fn no_step_from_or_to_a_secret_is_kept_and_the_others_are() {
    let mut draft = Draft::new(SET.to_owned());
    for text in [format!("{SET}# 1\n"), format!("{SET}---\n{SECRET}"), format!("{SET}# 2\n")] {
        draft.apply(Edit::Text(text)).unwrap();
    }
    draft.apply(Edit::Text(format!("{SET}# 3\n# more\n"))).unwrap();
    draft.apply(Edit::Text(format!("{SET}# 4\n# even more\n"))).unwrap();
    draft.apply(Edit::Undo).unwrap();
    let kept = draft.to_kept(true).unwrap();
    assert!(!kept.contains("hunter2"), "{kept}");
    let mut again = Draft::from_kept(&kept).unwrap();
    assert_eq!(again.text(), draft.text());
    again.apply(Edit::Redo).unwrap();
    assert!(again.text().contains("# 4"));
    again.apply(Edit::Undo).unwrap();
    again.apply(Edit::Undo).unwrap();
    assert!(again.text().ends_with("# 2\n") && !again.can_undo(), "as far as the text with the Secret");
    // The same behind what was undone.
    let mut draft = Draft::new(SET.to_owned());
    draft.apply(Edit::Text(format!("{SET}# 1\n"))).unwrap();
    draft.apply(Edit::Text(format!("{SET}---\n{SECRET}"))).unwrap();
    draft.apply(Edit::Undo).unwrap();
    let kept = draft.to_kept(true).unwrap();
    assert!(!kept.contains("hunter2"), "{kept}");
    let again = Draft::from_kept(&kept).unwrap();
    assert!(again.can_undo() && !again.can_redo());
}

#[test]
fn what_a_draft_was_made_of_is_not_kept_where_it_held_a_secret() {
    let mut draft = Draft::new(format!("{SET}---\n{SECRET}"));
    draft.apply(Edit::Format(Format::Json)).unwrap();
    let json = r#"{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web"}}"#;
    draft.apply(Edit::Text(json.to_owned())).unwrap();
    let kept = draft.to_kept(true).unwrap();
    assert!(!kept.contains("hunter2"), "{kept}");
    assert_eq!(Draft::from_kept(&kept).unwrap().text(), json);
}

/// The form is what it is for good: whoever changes it gives it another number, and still reads this one.
#[test]
fn the_form_is_this() {
    let mut draft = Draft::new("a: 1\n".to_owned());
    draft.apply(Edit::Format(Format::Json)).unwrap();
    let kept = draft.to_kept(true).unwrap();
    let form = concat!(
        "\u{1}draft ",
        r#"{"version":2,"text":"{\n  \"a\": 1\n}\n","frame":{"format":"json","source":0},"#,
        r#""sources":[{"text":"a: 1\n","made":"{\n  \"a\": 1\n}\n","listed":false}],"#,
        r#""steps":[{"at":0,"removed":"a: 1","inserted":"{\n  \"a\": 1\n}","before":{"format":"yaml"},"after":{"format":"json","source":0},"typed":false}],"#,
        r#""done":1,"typed":[]}"#,
    );
    assert_eq!(kept, form);
    assert_eq!(Draft::from_kept(form), Ok(draft));
    for other in [
        form.replace("\"version\":2", "\"version\":3"),
        form.replace("\"done\"", "\"color\":1,\"done\""),
        form.replace("\"source\":0", "\"source\":4"),
        "\u{1}draft9 {}".to_owned(),
        "\u{1}draft1 {}".to_owned(),
    ] {
        assert_eq!(Draft::from_kept(&other), Err(Unreadable), "{other}");
    }
}

#[test]
fn of_what_earlier_builds_kept_the_text_is_read() {
    let older = "\u{1}draft1 {\"text\":\"a: 1\\n\",\"frame\":[false,0],\"sources\":[],\"steps\":[[0,\"x\",\"y\",[[false,0],[false,0]],true]],\"done\":1,\"typed\":[]}";
    let draft = Draft::from_kept(older).unwrap();
    assert_eq!((draft.text(), draft.can_undo()), ("a: 1\n", false));
    assert_eq!(Draft::from_kept("a: 1\n").unwrap().text(), "a: 1\n");
}
