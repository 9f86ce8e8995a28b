//! The proxy's example as it stands in `deploy/`, in front of the real program: Caddy itself, which ends TLS.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use reqwest::{Client, StatusCode};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::telegram::FakeTelegram;
use crate::telegram::updates::{person, text};
use crate::test_bot::{Process, SOON};

const HOST: &str = "bot.example.org";
const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";
const FLAGS: [&str; 4] = ["--webhook-url", "https://bot.example.org/hook", "--webhook-listen", "127.0.0.1:0"];

/// Caddy from the system, or from where `tests/run` puts it.
fn program() -> PathBuf {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/caddy/usr/bin/caddy");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join("caddy")).chain([ours]).find(|file| file.is_file());
    found.expect("Caddy is missing: tests/run fetches it, or install Debian's package caddy")
}

/// A port that nobody had a moment ago.
fn free() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

/// The example with certificates of Caddy's own, ports that need no rights, and the program's address.
fn caddy(dir: &TempDir, upstream: &str) -> (Child, SocketAddr) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/Caddyfile.example");
    let example = std::fs::read_to_string(example).expect("the example is there");
    assert_eq!(example.matches("127.0.0.1:8080").count(), 1);
    let (https, http) = (free(), free());
    let settings = format!(
        "{{\n\tadmin off\n\tskip_install_trust\n\tlocal_certs\n\tauto_https disable_redirects\n\thttps_port {https}\n\
         \thttp_port {http}\n\tdefault_bind 127.0.0.1\n}}\n"
    );
    let file = dir.path().join("Caddyfile");
    std::fs::write(&file, settings + &example.replace("127.0.0.1:8080", upstream)).expect("written");
    let mut command = Command::new(program());
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file).env_clear().env("HOME", dir.path());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    (command.spawn().expect("Caddy starts"), SocketAddr::from(([127, 0, 0, 1], https)))
}

#[tokio::test]
async fn the_example_passes_deliveries_on_and_nothing_else() {
    let (fake, dir) = (FakeTelegram::start().await, tempfile::tempdir().expect("a temporary folder"));
    let mut bot = Process::start_given(&fake, dir.path(), &FLAGS);
    let upstream = bot.listens("the webhook listens").await;
    bot.says("the webhook was set").await;
    let secret = fake.webhook().expect("it was set")["secret_token"].as_str().expect("with a secret").to_owned();
    let (_caddy, address) = caddy(&dir, upstream.trim_start_matches("http://"));
    let client = Client::builder().resolve(HOST, address).danger_accept_invalid_certs(true).build().expect("a client");
    let port = address.port();
    let post = |path: &str, secret: &str, body: String| {
        let request = client.post(format!("https://{HOST}:{port}{path}")).header(SECRET_HEADER, secret);
        request.header("content-type", "application/json").body(body).send()
    };
    // It has a certificate a moment after it has a port.
    let up = async { while post("/", "", String::new()).await.is_err() {} };
    timeout(SOON, up).await.expect("Caddy is up");
    fake.push(text(&person(1), "what is TACE?"));
    let update = fake.take_pending().remove(0).to_string();
    let rows = [
        ("/hook", secret.as_str(), update.clone(), StatusCode::OK),
        ("/hook", "another", update.clone(), StatusCode::UNAUTHORIZED),
        ("/other", secret.as_str(), update.clone(), StatusCode::NOT_FOUND),
        ("/metrics", secret.as_str(), update, StatusCode::NOT_FOUND),
    ];
    for (path, shown, body, status) in rows {
        let response = post(path, shown, body).await.expect("it answers");
        assert_eq!(response.status(), status, "{path} {shown}");
    }
    fake.wait_for_replies(1, 1, SOON).await;
    // Too much is cut off, by an answer or by the end of the connection.
    if let Ok(response) = post("/hook", &secret, " ".repeat(2 << 20)).await {
        assert!(!response.status().is_success(), "{response:?}");
    }
}
