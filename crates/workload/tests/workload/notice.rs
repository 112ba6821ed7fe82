use kubewire::error::ApiError;
use kubewire::resource::{CRON_JOBS, PODS, STATEFUL_SETS};
use kubewire::status::{Status, StatusCause, StatusDetails};
use workload::notice::{FieldProblem, Notice, Op, Severity, Target, explain};
use workload::run::words::Words;
use workload::text::Locale;

fn target(kind: &str, name: &str) -> Target {
    Target { kind: kind.into(), name: name.into(), namespace: "shop".into() }
}

fn scale() -> Op {
    Op::Scale { target: target("StatefulSet", "web"), replicas: 5 }
}

fn create() -> Op {
    Op::Create(target("StatefulSet", "web"))
}

fn list() -> Op {
    Op::List { resource: STATEFUL_SETS, namespace: "shop".into() }
}

fn server(code: u16, reason: &str, message: &str) -> ApiError {
    ApiError::Server(Box::new(Status {
        status: "Failure".into(),
        message: message.into(),
        reason: reason.into(),
        code,
        details: None,
    }))
}

fn all_ops() -> Vec<Op> {
    let set = || target("StatefulSet", "web");
    vec![
        list(),
        Op::List { resource: PODS, namespace: String::new() },
        Op::Watch { resource: PODS, namespace: "shop".into() },
        Op::Read(set()),
        Op::Check(set()),
        create(),
        Op::Change(set()),
        scale(),
        Op::Delete(set()),
    ]
}

fn all_errors() -> Vec<ApiError> {
    let mut errors = vec![
        ApiError::Offline,
        ApiError::Blocked { code: 502, body: "Bad Gateway".into() },
        ApiError::Blocked { code: 403, body: "<h3>Forbidden</h3>".into() },
        ApiError::TimedOut,
        ApiError::Cancelled,
        ApiError::Decode("expected value at line 1 column 1".into()),
        ApiError::NotConnected,
    ];
    for (code, reason) in [
        (400, "BadRequest"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (404, "NotFound"),
        (405, "MethodNotAllowed"),
        (409, "AlreadyExists"),
        (409, "Conflict"),
        (410, "Expired"),
        (415, "UnsupportedMediaType"),
        (422, "Invalid"),
        (429, "TooManyRequests"),
        (500, "InternalError"),
        (503, "ServiceUnavailable"),
        (504, "Timeout"),
        (418, "NewReason"),
        (422, ""),
        (0, ""),
    ] {
        errors.push(server(code, reason, "words of the server"));
    }
    errors
}

#[test]
fn a_scale_that_the_quota_refuses_says_so_with_the_servers_words_and_what_to_do() {
    let words = "statefulsets.apps \"web\" is forbidden: exceeded quota: compute, requested: count/statefulsets.apps=1, used: count/statefulsets.apps=5, limited: count/statefulsets.apps=5";
    let error = server(403, "Forbidden", words);
    assert_eq!(
        explain(Locale::En, &scale(), &error),
        Notice {
            severity: Severity::Error,
            title: "Scaling web to 5 was refused: exceeded quota".into(),
            detail: Some(words.into()),
            hint: Some(
                "Ask for fewer replicas or resources, or have the namespace's ResourceQuota raised.".into()
            ),
            fields: vec![],
        }
    );
    let zh = explain(Locale::Zh, &scale(), &error);
    assert_eq!(zh.title, "将 web 调整为 5 个副本被拒绝：超出配额");
    assert_eq!(zh.detail.as_deref(), Some(words));
}

#[test]
fn refusals_with_one_reason_are_told_apart_by_the_servers_words() {
    for (code, reason, words, title) in [
        (
            403,
            "Forbidden",
            "pods \"web-0\" is forbidden: failed quota: compute: must specify limits.cpu for: nginx",
            "Creating StatefulSet web was refused: the namespace's quota demands that resources are stated",
        ),
        (
            403,
            "Forbidden",
            "pods \"web-0\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false",
            "Creating StatefulSet web was refused: it violates the namespace's Pod Security standard",
        ),
        (
            400,
            "",
            "admission webhook \"validate.kyverno.svc-fail\" denied the request: resource StatefulSet/shop/web was blocked",
            "Creating StatefulSet web was refused by an admission policy of the cluster",
        ),
        (
            422,
            "Invalid",
            "statefulsets.apps \"web\" is forbidden: ValidatingAdmissionPolicy 'replicas' with binding 'b' denied request: too many",
            "Creating StatefulSet web was refused by an admission policy of the cluster",
        ),
        (
            403,
            "Forbidden",
            "statefulsets.apps is forbidden: User \"anna\" cannot create resource \"statefulsets\" in API group \"apps\" in the namespace \"shop\"",
            "Creating StatefulSet web was refused: you are not allowed to",
        ),
        (
            404,
            "NotFound",
            "namespaces \"shop\" not found",
            "Creating StatefulSet web failed: it is not there",
        ),
        (
            404,
            "NotFound",
            "the server could not find the requested resource",
            "Creating StatefulSet web failed: the cluster has no such kind of object",
        ),
        (
            409,
            "AlreadyExists",
            "statefulsets.apps \"web\" already exists",
            "Creating StatefulSet web was refused: an object of that name exists",
        ),
    ] {
        let notice = explain(Locale::En, &create(), &server(code, reason, words));
        assert_eq!((notice.title.as_str(), notice.detail.as_deref()), (title, Some(words)));
        assert!(notice.hint.is_some(), "{title}");
    }
}

#[test]
fn a_namespace_that_is_missing_at_creation_is_the_namespaces_fault() {
    let notice = explain(Locale::En, &create(), &server(404, "NotFound", "namespaces \"shop\" not found"));
    assert_eq!(notice.hint.as_deref(), Some("Check that the namespace exists."));
}

#[test]
fn the_fields_that_validation_names_come_with_the_servers_words() {
    let cause = |field: &str, message: &str| StatusCause {
        reason: "FieldValueInvalid".into(),
        message: message.into(),
        field: field.into(),
    };
    let error = ApiError::Server(Box::new(Status {
        code: 422,
        reason: "Invalid".into(),
        message: "StatefulSet.apps \"web\" is invalid: […]".into(),
        details: Some(StatusDetails {
            causes: vec![
                cause("spec.template.spec.containers[0].image", "Required value"),
                cause("", "general"),
            ],
            ..StatusDetails::default()
        }),
        ..Status::default()
    }));
    let notice = explain(Locale::Zh, &create(), &error);
    assert_eq!(notice.title, "创建 StatefulSet web 被拒绝：内容无效");
    assert_eq!(
        notice.fields,
        [FieldProblem {
            field: "spec.template.spec.containers[0].image".into(),
            message: "Required value".into(),
        }]
    );
}

#[test]
fn the_fields_that_strict_decoding_names_are_taken_out_of_its_one_sentence() {
    let words = "StatefulSet in version \"v1\" cannot be handled as a StatefulSet: strict decoding error: unknown field \"spec.replica\", duplicate field \"metadata.name\"";
    let notice =
        explain(Locale::En, &Op::Check(target("StatefulSet", "web")), &server(400, "BadRequest", words));
    assert_eq!(
        notice.title,
        "Checking StatefulSet web was refused: it has fields that are unknown or given twice"
    );
    let fields: Vec<_> = notice.fields.iter().map(|f| (f.field.as_str(), f.message.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("spec.replica", "unknown field \"spec.replica\""),
            ("metadata.name", "duplicate field \"metadata.name\""),
        ]
    );
}

#[test]
fn a_value_of_the_wrong_type_is_told_with_its_field() {
    let words = "StatefulSet in version \"v1\" cannot be handled as a StatefulSet: json: cannot unmarshal string into Go struct field ConfigMapVolumeSource.spec.template.spec.volumes.configMap.defaultMode of type int32";
    let notice = explain(Locale::En, &create(), &server(400, "BadRequest", words));
    assert_eq!(notice.title, "Creating StatefulSet web was refused: a value has the wrong type");
    assert_eq!(notice.fields[0].field, "spec.template.spec.volumes.configMap.defaultMode");
    assert!(notice.hint.unwrap().contains("0644 in decimal, 420"));
}

#[test]
fn a_change_of_what_cannot_change_says_so() {
    let words = "StatefulSet.apps \"web\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
    let notice =
        explain(Locale::Zh, &Op::Change(target("StatefulSet", "web")), &server(422, "Invalid", words));
    assert_eq!(notice.title, "修改 StatefulSet web 被拒绝：修改了创建后不可变的字段");
}

#[test]
fn a_group_that_the_cluster_does_not_serve_and_a_sign_in_page_are_no_failing_gateway() {
    let title = |code: u16, body: &str| {
        explain(Locale::En, &create(), &ApiError::Blocked { code, body: body.into() }).title
    };
    assert_eq!(
        title(404, "404 page not found"),
        "Creating StatefulSet web failed: the cluster has no such kind of object"
    );
    let page = "Creating StatefulSet web failed: a sign-in page or another site answered, not the API server";
    assert_eq!((title(302, ""), title(200, "<title>Sign in</title>")), (page.to_owned(), page.to_owned()));
}

#[test]
fn a_write_without_an_answer_is_said_to_be_unsure_and_a_read_is_not() {
    for error in [
        ApiError::Offline,
        ApiError::TimedOut,
        ApiError::Blocked { code: 504, body: String::new() },
        server(504, "Timeout", ""),
    ] {
        let write = explain(Locale::En, &scale(), &error);
        assert!(write.hint.unwrap().starts_with("It may have happened all the same"), "{error:?}");
        let read = explain(Locale::En, &list(), &error);
        assert!(!read.hint.unwrap().contains("happened"), "{error:?}");
    }
    // What never left the page cannot have happened.
    assert!(!explain(Locale::En, &scale(), &ApiError::NotConnected).hint.unwrap().contains("happened"));
}

#[test]
fn a_server_that_asks_to_wait_is_quoted_with_its_seconds() {
    let error = ApiError::Server(Box::new(Status {
        code: 429,
        reason: "TooManyRequests".into(),
        details: Some(StatusDetails { retry_after_seconds: 7, ..StatusDetails::default() }),
        ..Status::default()
    }));
    assert_eq!(explain(Locale::En, &list(), &error).hint.as_deref(), Some("Try again in 7 s."));
    assert_eq!(explain(Locale::Zh, &list(), &error).hint.as_deref(), Some("请在 7 秒后重试。"));
}

#[test]
fn proxy_gone_cluster_gone_and_signed_out_are_told_apart() {
    let title = |error: &ApiError| explain(Locale::En, &list(), error).title;
    assert_eq!(title(&ApiError::Offline), "Listing StatefulSets in shop failed: nothing answers");
    assert_eq!(
        title(&ApiError::Blocked { code: 502, body: "dial tcp: connection refused".into() }),
        "Listing StatefulSets in shop failed: something on the way answered 502 in the API server's place"
    );
    assert_eq!(
        title(&server(401, "Unauthorized", "Unauthorized")),
        "Listing StatefulSets in shop failed: you are not signed in, or no longer"
    );
    let filter = ApiError::Blocked { code: 403, body: "<h3>Forbidden</h3>".into() };
    assert_eq!(
        title(&filter),
        "Listing StatefulSets in shop was blocked by kubectl proxy before it reached the cluster"
    );
}

#[test]
fn a_kind_without_words_of_its_own_keeps_its_name() {
    let op = Op::List { resource: CRON_JOBS, namespace: "shop".into() };
    let title = |locale| explain(locale, &op, &ApiError::Offline).title;
    assert!(title(Locale::En).starts_with("Listing CronJobs in shop failed"));
    assert!(title(Locale::Zh).starts_with("获取命名空间 shop 中的 CronJob 列表"), "{}", title(Locale::Zh));
}

#[test]
fn one_who_may_not_list_is_told_to_choose_a_namespace() {
    let op = Op::List { resource: STATEFUL_SETS, namespace: String::new() };
    let notice = explain(
        Locale::En,
        &op,
        &server(403, "Forbidden", "statefulsets.apps is forbidden: User \"anna\" cannot list resource"),
    );
    assert_eq!(notice.title, "Listing StatefulSets was refused: you are not allowed to");
    assert!(notice.hint.unwrap().starts_with("Choose a namespace that you may see"));
}

#[test]
fn every_operation_with_every_failure_is_explained_in_both_languages() {
    for op in all_ops() {
        for error in all_errors() {
            let (en, zh) = (explain(Locale::En, &op, &error), explain(Locale::Zh, &op, &error));
            assert!(en.title.is_ascii() && !en.title.contains("  ") && !en.title.ends_with(' '), "{en:?}");
            assert!(!zh.title.is_ascii() && !zh.title.contains("  "), "{zh:?}");
            assert_eq!((en.severity, &en.detail, &en.fields), (zh.severity, &zh.detail, &zh.fields));
            assert_eq!(en.hint.is_some(), zh.hint.is_some());
            if let ApiError::Server(_) = error {
                assert_eq!(en.detail.as_deref(), Some("words of the server"));
            }
        }
    }
}

#[test]
fn a_document_without_a_name_is_named_by_its_kind() {
    let op = Op::Create(target("Job", ""));
    assert_eq!(explain(Locale::En, &op, &ApiError::Cancelled).title, "Creating Job was cancelled");
    assert_eq!(explain(Locale::En, &op, &ApiError::Cancelled).severity, Severity::Info);
}

/// A webhook's answer turned the words around it.
#[test]
fn what_cannot_be_seen_in_an_answer_is_marked() {
    let ApiError::Server(mut status) = server(422, "Invalid", "no\u{202E}thing") else { panic!("an answer") };
    let cause = StatusCause {
        field: "spec\u{200B}".into(),
        message: "be\u{2066}ll".into(),
        ..StatusCause::default()
    };
    status.details = Some(StatusDetails { causes: vec![cause], ..StatusDetails::default() });
    let notice = explain(Locale::En, &Op::Change(target("StatefulSet", "web")), &ApiError::Server(status));
    assert_eq!(notice.detail.as_deref(), Some("no⟨U+202E⟩thing"));
    assert_eq!(
        (notice.fields[0].field.as_str(), notice.fields[0].message.as_str()),
        ("spec⟨U+200B⟩", "be⟨U+2066⟩ll")
    );
    assert_eq!(Words::verbatim("no\u{202E}thing").get(Locale::Zh), "no⟨U+202E⟩thing");
}

/// The dry run said `no matches for kind`, the draft nothing: each says the same, and where.
#[test]
fn a_kind_that_is_not_served_is_told_in_the_words_of_the_drafts_issue() {
    for (version, kind, field) in
        [("apps/v1beta2", "StatefulSet", "apiVersion"), ("apps/v1", "StatefulSett", "kind")]
    {
        let target = Target { kind: kind.to_owned(), name: "web".to_owned(), namespace: "shop".to_owned() };
        for op in [Op::Check(target.clone()), Op::Create(target)] {
            for locale in [Locale::En, Locale::Zh] {
                let words = workload::api_versions::not_served(version, kind).get(locale).to_owned();
                let told = explain(locale, &op, &kubewire::discovery::no_match(version, kind));
                assert_eq!(told.detail.as_ref(), Some(&words));
                assert_eq!(told.hint, None, "it is said already");
                let fields: Vec<_> = told.fields.iter().map(|at| (at.field.as_str(), &at.message)).collect();
                assert_eq!(fields, [(field, &words)]);
            }
        }
    }
}
