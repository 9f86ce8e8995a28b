//! Chromium without a screen, driven as a person would.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use axum::http::Method;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use reqwest::Url;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Nothing takes longer, also on a machine that is busy.
const MOST_MS: u64 = 120_000;

const INSTALL: &str = "install the packages `chromium` and `chromium-driver` (tests/run does)";

/// A browser; it ends with the test.
pub(crate) struct Browser {
    driver: Child,
    client: Client,
    _profile: TempDir,
}

impl Browser {
    /// Opens a page.
    pub(crate) async fn open(url: &str) -> Self {
        let chromium = found(&["chromium", "chromium-browser", "google-chrome"]);
        let mut driver = Command::new(found(&["chromedriver"]))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect(INSTALL);
        let mut lines = BufReader::new(driver.stdout.take().expect("piped")).lines();
        let port = lines.find_map(|line| {
            let line = line.expect("text");
            line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse::<u16>().ok()
        });
        let port = port.expect("chromedriver says its port");
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().expect("a temporary folder");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&chromium, profile.path()))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        client.goto(url).await.expect("the page");
        let browser = Self { driver, client, _profile: profile };
        browser.until("!document.querySelector('#state').textContent.includes('Loading')").await;
        browser
    }

    /// Waits until an expression holds, which is looked at whenever the page changes.
    #[track_caller]
    pub(crate) fn until(&self, expression: &str) -> impl Future<Output = ()> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const holds = () => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }};
             if (holds()) {{ done(''); return; }}
             const seen = new MutationObserver(() => {{ if (holds()) {{ seen.disconnect(); done(''); }} }});
             seen.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
             setTimeout(() => done(document.body.innerText), {});",
            MOST_MS / 2
        );
        let expression = expression.to_owned();
        async move {
            let late = self.client.execute_async(&script, vec![]).await.expect("the script runs");
            assert_eq!(late, json!(""), "{expression} did not come to hold");
        }
    }

    /// What an expression is on the page.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression};"), vec![]).await.expect("the script runs")
    }

    /// What an element says.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.client.find(Locator::Css(selector)).await.expect(selector).text().await.expect("text")
    }

    /// Types where the keyboard is.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client.active_element().await.expect("something has the keyboard").send_keys(keys).await.expect("typed");
    }

    pub(crate) async fn key(&self, key: Key) {
        self.keys(&String::from(char::from(key))).await;
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.expect(selector).click().await.expect(selector);
    }

    /// Puts a text into a field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        let field = self.client.find(Locator::Css(selector)).await.expect(selector);
        field.clear().await.expect("cleared");
        field.send_keys(text).await.expect("typed");
    }

    /// Looks at the page as on a screen of this width, light or dark.
    pub(crate) async fn look(&self, width: u32, scheme: &str) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", scheme).await;
    }

    /// A command of the browser's own protocol.
    pub(crate) async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await.expect(command)
    }

    /// What the browser complained of.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let body = json!({ "type": "browser" });
        let log = self.client.issue_cmd(Extension { path: "se/log", body }).await.expect("the log");
        let severe = log.as_array().into_iter().flatten().filter(|line| line["level"] == "SEVERE");
        severe.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A picture of the page, kept where PREVIEW_PICTURES names a folder.
    pub(crate) async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("PREVIEW_PICTURES") {
            let picture = self.client.screenshot().await.expect("a picture");
            fs::write(Path::new(&folder).join(format!("{name}.png")), picture).expect("written");
        }
    }

    /// Ends in order.
    pub(crate) async fn close(self) {
        let complaints = self.complaints().await;
        assert_eq!(complaints, [""; 0], "the browser complained");
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser is in the driver's process group, and would go on by itself when a test fails before it is closed.
        let _ = killpg(Pid::from_raw(self.driver.id().cast_signed()), Signal::SIGKILL);
        let _ = self.driver.wait();
    }
}

fn capabilities(chromium: &Path, profile: &Path) -> serde_json::Map<String, Value> {
    let arguments = [
        "--headless=new".to_owned(),
        // The tests of a bare machine run as root, whom the sandbox refuses.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--no-first-run".to_owned(),
        "--window-size=1280,900".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    let capabilities = json!({
        "goog:chromeOptions": { "binary": chromium, "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
        "timeouts": { "script": MOST_MS, "pageLoad": MOST_MS },
    });
    capabilities.as_object().cloned().expect("an object")
}

/// The first of these programs that there is.
fn found(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let all = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = all.into_iter().find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("there is no {}: {INSTALL}", names[0]))
}

/// A command that the standard does not have.
struct Extension {
    path: &'static str,
    body: Value,
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path)
    }
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
