//! Faults on demand: which requests go wrong, how, and how often.

/// How a request goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 429 with `retry_after` in the body and in the header; the method has no effect.
    RateLimited {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// A JSON error with this code and whole description; the method has no effect.
    Status(u16, String),
    /// The HTML page of a gateway, status 502; the method has no effect.
    Html502,
    /// Status 200 with this body, as something in between may answer; the method has no effect.
    Lie(&'static str),
    /// The connection closes without an answer; the method has no effect.
    Drop,
    /// The answer comes this many milliseconds later; the method has its effect then.
    SlowMs(u64),
    /// No answer until the client gives up; the method has no effect.
    Hang,
    /// The method has its effect, then the connection closes without an answer.
    AfterProcessingDrop,
    /// The method has its effect, then half of the answer's body comes and the connection closes.
    TruncatedBody,
}

/// The faults that are still to happen, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    method: String,
    chat: Option<i64>,
    left: usize,
    fault: Fault,
}

impl Faults {
    /// Plans a fault for the next `count` requests of a method (any case, `*` for every method), in one chat or all.
    pub(crate) fn plan(&mut self, method: &str, chat: Option<i64>, count: usize, fault: Fault) {
        self.rules.push(Rule { method: method.to_ascii_lowercase(), chat, left: count, fault });
    }

    /// The fault that hits this request, if one does; it is used up.
    pub(crate) fn take(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let hit = self.rules.iter().position(|rule| {
            (rule.method == "*" || rule.method.eq_ignore_ascii_case(method))
                && rule.chat.is_none_or(|wanted| chat == Some(wanted))
        })?;
        let rule = &mut self.rules[hit];
        rule.left -= 1;
        let fault = rule.fault.clone();
        if rule.left == 0 {
            self.rules.remove(hit);
        }
        Some(fault)
    }

    /// Whether every planned fault has happened.
    pub(crate) fn is_spent(&self) -> bool {
        self.rules.is_empty()
    }

    /// Forgets what is still planned.
    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }
}
