//! Why a set is as it is: facts with arguments, put into words per language. The words of the kubelet, scheduler and
//! API server stand in [`Reason::detail`] verbatim.

use crate::text::Locale;

/// Why a set is as it is. Those from the first to [`Reason::Claim`] make it Failing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The API server refuses to create a pod or its PVC: quota, admission, policy.
    Refused {
        /// The server's words.
        message: String,
    },
    /// The image of a container does not come.
    Image {
        /// Pod.
        pod: String,
        /// Container.
        container: String,
        /// Image reference.
        image: String,
        /// What is the matter, as far as the kubelet's words tell.
        cause: PullCause,
        /// The kubelet's words.
        message: String,
    },
    /// A container ends again and again.
    Crash {
        /// Pod.
        pod: String,
        /// Container.
        container: String,
        /// How it ended the last time; none where the kubelet no longer says.
        exit: Option<Exit>,
        /// How often it was started again.
        restarts: u32,
        /// What it wrote as its last words, or the kubelet's.
        message: String,
    },
    /// A container cannot be made or started.
    Container {
        /// Pod.
        pod: String,
        /// Container.
        container: String,
        /// The kubelet's word, for example `CreateContainerConfigError`.
        word: String,
        /// The kubelet's words.
        message: String,
    },
    /// A pod has failed as a whole.
    PodFailed {
        /// Pod.
        pod: String,
        /// For example `Evicted`.
        word: String,
        /// The words of who failed it.
        message: String,
    },
    /// No node takes the pod.
    Unschedulable {
        /// Pod.
        pod: String,
        /// The scheduler's words.
        message: String,
    },
    /// A volume claim of a pod does not come.
    Claim {
        /// Pod.
        pod: String,
        /// PVC, empty where it is not known which.
        claim: String,
        /// The words of the provisioner or scheduler.
        message: String,
    },
    /// A pod runs and does not become ready.
    NotReady {
        /// Pod.
        pod: String,
        /// What its probe said, empty where that is not known.
        message: String,
        /// How often the probe said so, 0 where that is not known.
        times: u32,
    },
    /// A pod is placed and its volumes or network do not come; the kubelet tries again.
    Setup {
        /// Pod.
        pod: String,
        /// The kubelet's words.
        message: String,
    },
    /// A pod is ending because its node is gone or tainted.
    NodeGone {
        /// Pod.
        pod: String,
        /// Node.
        node: String,
        /// The words of who deletes it.
        message: String,
    },
    /// A pod is on its way.
    OnItsWay {
        /// Pod.
        pod: String,
        /// kubectl's word for how it is.
        word: String,
    },
    /// A pod is ready and counts as available only when it has been so for a while.
    NotAvailable {
        /// Pod.
        pod: String,
        /// `minReadySeconds`.
        seconds: u32,
    },
    /// A pod is wanted and not created yet.
    NotCreated {
        /// Pod.
        pod: String,
    },
    /// Pods are still ending.
    Ending {
        /// How many.
        pods: u32,
    },
    /// A stop remembers the replicas.
    Remembered {
        /// How many.
        replicas: u32,
    },
    /// The set's deletion waits for finalizers.
    Held {
        /// Which.
        finalizers: Vec<String>,
    },
}

/// Why an image does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PullCause {
    /// The registry does not have it.
    NotFound,
    /// The registry does not give it to this cluster.
    Denied,
    /// The registry is not reached, or answers too late.
    Unreachable,
    /// The registry gives no more for now.
    RateLimited,
    /// The reference is not one.
    Invalid,
    /// It is not on the node and the policy forbids to pull it.
    NeverPull,
    /// The kubelet does not say.
    Unknown,
}

/// How a container ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// Exit code.
    pub code: i32,
    /// Signal, 0 where none ended it.
    pub signal: i32,
    /// The kubelet's word: `Error`, `OOMKilled`, `Completed`.
    pub word: String,
}

impl PullCause {
    /// Reads the cause out of the words of the kubelet, the container runtime or the registry.
    pub fn read(word: &str, message: &str) -> Self {
        let message = message.to_lowercase();
        let says = |needles: &[&str]| needles.iter().any(|needle| message.contains(needle));
        match word {
            "InvalidImageName" => return Self::Invalid,
            "ErrImageNeverPull" => return Self::NeverPull,
            _ => {}
        }
        if says(&["toomanyrequests", "too many requests", "rate limit"]) {
            Self::RateLimited
        } else if says(&[
            "unauthorized",
            "denied",
            "authentication required",
            "no basic auth",
            "403 forbidden",
        ]) {
            // A registry that hides what one may not see answers "denied" for a missing repository as well.
            Self::Denied
        } else if says(&["not found", "notfound", "manifest unknown", "name unknown", "does not exist"]) {
            Self::NotFound
        } else if says(&[
            "no such host",
            "timeout",
            "deadline exceeded",
            "connection refused",
            "connection reset",
            "unreachable",
            "tls:",
            "x509:",
            "server misbehaving",
        ]) {
            Self::Unreachable
        } else {
            Self::Unknown
        }
    }

    fn say(self, image: &str, locale: Locale) -> String {
        match (self, locale) {
            (Self::NotFound, Locale::En) => format!("image {image} not found"),
            (Self::NotFound, Locale::Zh) => format!("镜像 {image} 不存在"),
            (Self::Denied, Locale::En) => format!("the registry denies access to image {image}"),
            (Self::Denied, Locale::Zh) => format!("镜像仓库拒绝拉取 {image}"),
            (Self::Unreachable, Locale::En) => format!("the registry of image {image} cannot be reached"),
            (Self::Unreachable, Locale::Zh) => format!("无法连接镜像 {image} 所在的仓库"),
            (Self::RateLimited, Locale::En) => {
                format!("the registry limits how often image {image} is pulled")
            }
            (Self::RateLimited, Locale::Zh) => format!("镜像仓库限制了 {image} 的拉取次数"),
            (Self::Invalid, Locale::En) => format!("“{image}” is not an image reference"),
            (Self::Invalid, Locale::Zh) => format!("“{image}” 不是有效的镜像地址"),
            (Self::NeverPull, Locale::En) => {
                format!("image {image} is not on the node, and imagePullPolicy Never forbids to pull it")
            }
            (Self::NeverPull, Locale::Zh) => {
                format!("节点上没有镜像 {image}，而 imagePullPolicy 为 Never，不会拉取")
            }
            (Self::Unknown, Locale::En) => format!("image {image} cannot be pulled"),
            (Self::Unknown, Locale::Zh) => format!("无法拉取镜像 {image}"),
        }
    }
}

impl Exit {
    fn say(&self, locale: Locale) -> String {
        let how = match (self.signal, locale) {
            (0, Locale::En) => format!("exit code {}", self.code),
            (0, Locale::Zh) => format!("退出码 {}", self.code),
            (signal, Locale::En) => format!("signal {signal}"),
            (signal, Locale::Zh) => format!("信号 {signal}"),
        };
        match (self.word.as_str(), locale) {
            ("OOMKilled", Locale::En) => format!("out of memory (OOMKilled, {how})"),
            ("OOMKilled", Locale::Zh) => format!("内存不足（OOMKilled，{how}）"),
            _ => how,
        }
    }
}

impl Reason {
    /// Whether time alone does not heal it.
    pub const fn is_failure(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Image { .. }
                | Self::Crash { .. }
                | Self::Container { .. }
                | Self::PodFailed { .. }
                | Self::Unschedulable { .. }
                | Self::Claim { .. }
        )
    }

    /// The pod that it is about.
    pub fn pod(&self) -> Option<&str> {
        match self {
            Self::Image { pod, .. }
            | Self::Crash { pod, .. }
            | Self::Container { pod, .. }
            | Self::PodFailed { pod, .. }
            | Self::Unschedulable { pod, .. }
            | Self::Claim { pod, .. }
            | Self::NotReady { pod, .. }
            | Self::Setup { pod, .. }
            | Self::NodeGone { pod, .. }
            | Self::OnItsWay { pod, .. }
            | Self::NotAvailable { pod, .. }
            | Self::NotCreated { pod } => Some(pod),
            Self::Refused { .. } | Self::Ending { .. } | Self::Remembered { .. } | Self::Held { .. } => None,
        }
    }

    /// The words of the component that says so, verbatim; to be shown beside [`Reason::say`].
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Refused { message }
            | Self::Image { message, .. }
            | Self::Crash { message, .. }
            | Self::Container { message, .. }
            | Self::PodFailed { message, .. }
            | Self::Unschedulable { message, .. }
            | Self::Claim { message, .. }
            | Self::NotReady { message, .. }
            | Self::Setup { message, .. }
            | Self::NodeGone { message, .. } => Some(message.trim()).filter(|message| !message.is_empty()),
            _ => None,
        }
    }

    /// In one line, the pod first.
    pub fn say(&self, locale: Locale) -> String {
        let what = self.say_bare(locale);
        match (self, locale) {
            // These name their pod in the middle of the sentence.
            (Self::OnItsWay { .. } | Self::NotCreated { .. }, _) => what,
            (_, Locale::En) => self.pod().map_or(what.clone(), |pod| format!("{pod}: {what}")),
            (_, Locale::Zh) => self.pod().map_or(what.clone(), |pod| format!("{pod}：{what}")),
        }
    }

    /// In one line, for where the pod is named already.
    pub fn say_bare(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.english(),
            Locale::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Refused { message } => {
                format!("the API server refuses to create a pod: {}", first_line(message))
            }
            Self::Image { image, cause, .. } => cause.say(image, Locale::En),
            Self::Crash { container, exit, restarts, .. } => {
                let how = exit.as_ref().map_or(String::new(), |exit| format!(": {}", exit.say(Locale::En)));
                let times = if *restarts == 1 { "once".to_owned() } else { format!("{restarts} times") };
                format!("container {container} keeps ending{how}, restarted {times}")
            }
            Self::Container { container, word, message, .. } => {
                format!("container {container} cannot start: {}", words(message, word))
            }
            Self::PodFailed { word, message, .. } => format!("the pod failed: {}", words(message, word)),
            Self::Unschedulable { message, .. } => {
                format!("no node takes the pod: {}", words(message, "Unschedulable"))
            }
            Self::Claim { claim, message, .. } => {
                format!("{} is not bound: {}", named("PVC", claim), words(message, "Pending"))
            }
            Self::NotReady { message, .. } => match first_line(message) {
                "" => "running, not ready yet".to_owned(),
                said => format!("running, not ready: {said}"),
            },
            Self::Setup { message, .. } => format!("waits for volumes or network: {}", first_line(message)),
            Self::NodeGone { node, message, .. } => {
                format!("cannot end, node {node} does not answer: {}", words(message, "NodeLost"))
            }
            Self::OnItsWay { pod, word } => format!("waits for {pod}: {word}"),
            Self::NotAvailable { seconds, .. } => {
                format!("ready, available only after {seconds} s (minReadySeconds)")
            }
            Self::NotCreated { pod } => format!("waits for {pod} to be created"),
            Self::Ending { pods: 1 } => "1 pod still ends".to_owned(),
            Self::Ending { pods } => format!("{pods} pods still end"),
            Self::Remembered { replicas: 1 } => "1 replica remembered".to_owned(),
            Self::Remembered { replicas } => format!("{replicas} replicas remembered"),
            Self::Held { finalizers } => format!("waits for {}", finalizers.join(", ")),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Refused { message } => format!("API Server 拒绝创建容器组：{}", first_line(message)),
            Self::Image { image, cause, .. } => cause.say(image, Locale::Zh),
            Self::Crash { container, exit, restarts, .. } => {
                let how = exit.as_ref().map_or(String::new(), |exit| format!("：{}", exit.say(Locale::Zh)));
                format!("容器 {container} 反复退出{how}，已重启 {restarts} 次")
            }
            Self::Container { container, word, message, .. } => {
                format!("容器 {container} 无法启动：{}", words(message, word))
            }
            Self::PodFailed { word, message, .. } => format!("容器组失败：{}", words(message, word)),
            Self::Unschedulable { message, .. } => {
                format!("没有节点可调度：{}", words(message, "Unschedulable"))
            }
            Self::Claim { claim, message, .. } => {
                format!("{} 未绑定：{}", named("PVC", claim), words(message, "Pending"))
            }
            Self::NotReady { message, .. } => match first_line(message) {
                "" => "运行中，尚未就绪".to_owned(),
                said => format!("运行中，未就绪：{said}"),
            },
            Self::Setup { message, .. } => format!("等待存储卷或网络：{}", first_line(message)),
            Self::NodeGone { node, message, .. } => {
                format!("无法终止，节点 {node} 没有响应：{}", words(message, "NodeLost"))
            }
            Self::OnItsWay { pod, word } => format!("等待 {pod}：{word}"),
            Self::NotAvailable { seconds, .. } => {
                format!("已就绪，满 {seconds} 秒后才可用（minReadySeconds）")
            }
            Self::NotCreated { pod } => format!("等待创建 {pod}"),
            Self::Ending { pods } => format!("还有 {pods} 个容器组正在终止"),
            Self::Remembered { replicas } => format!("停止前为 {replicas} 个副本"),
            Self::Held { finalizers } => format!("等待 {}", finalizers.join("、")),
        }
    }
}

fn first_line(message: &str) -> &str {
    message.trim().lines().next().unwrap_or_default()
}

fn words<'a>(message: &'a str, word: &'a str) -> &'a str {
    match first_line(message) {
        "" => word,
        line => line,
    }
}

fn named(kind: &str, name: &str) -> String {
    if name.is_empty() { kind.to_owned() } else { format!("{kind} {name}") }
}
