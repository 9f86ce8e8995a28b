//! Who is kept out: other sites in the same browser, names that lead here, other machines.

use reqwest::{Client, StatusCode};

use crate::program::{Preview, refusal};

async fn token(url: &str) -> String {
    let page = reqwest::get(url).await.expect("the page").text().await.expect("text");
    let (_, rest) = page.split_once("name=\"token\" content=\"").expect("a token");
    rest.split('"').next().expect("its end").to_owned()
}

#[tokio::test]
async fn every_answer_says_what_it_may_do() {
    let preview = Preview::start();
    for path in ["", "page.js", "page.css", "icon.svg", "api/check", "nowhere"] {
        let answer = reqwest::get(format!("{}{path}", preview.url)).await.expect("an answer");
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(header("content-security-policy").contains("default-src 'none'; script-src 'self'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("access-control-allow-origin"), "", "{path}");
    }
    let page = reqwest::get(&preview.url).await.expect("the page").text().await.expect("text");
    assert!(!page.contains("style=") && !page.contains("onclick") && !page.contains("https://"), "{page}");
}

#[tokio::test]
async fn what_is_not_asked_by_the_page_is_refused() {
    let preview = Preview::start();
    let before = preview.read("topics/borrowing.toml");
    let origin = preview.url.trim_end_matches('/').to_owned();
    let token = token(&preview.url).await;
    let client = Client::new();
    let body = r#"{"entry":"who-may-borrow","phrasing":"wombats welcome","write":true}"#;
    let good =
        [("origin", origin.as_str()), ("x-verbatim-token", token.as_str()), ("content-type", "application/json")];
    let ask = async |path: &str, changed: (&'static str, &str), body: String| {
        let mut request = client.post(format!("{}{path}", preview.url)).body(body);
        for (name, value) in good.iter().filter(|(name, _)| *name != changed.0) {
            request = request.header(*name, *value);
        }
        if !changed.1.is_empty() {
            request = request.header(changed.0, changed.1);
        }
        request.send().await.expect("an answer").status()
    };
    for path in ["api/phrasings", "api/undo", "api/ask", "api/press", "api/decisions", "api/welcome"] {
        for (changed, status) in [
            (("host", "rebound.example"), StatusCode::MISDIRECTED_REQUEST),
            (("origin", "https://evil.example"), StatusCode::FORBIDDEN),
            (("origin", ""), StatusCode::FORBIDDEN),
            (("x-verbatim-token", ""), StatusCode::FORBIDDEN),
            (("x-verbatim-token", "0000"), StatusCode::FORBIDDEN),
            (("content-type", "text/plain"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ] {
            assert_eq!(ask(path, changed, body.to_owned()).await, status, "{path} {changed:?}");
        }
    }
    for path in ["", "page.js", "api/check", "events"] {
        let rebound = client.get(format!("{}{path}", preview.url)).header("host", "rebound.example").send().await;
        assert_eq!(rebound.expect("an answer").status(), StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    assert_eq!(ask("api/ask", ("", ""), "{}".to_owned()).await, StatusCode::BAD_REQUEST);
    assert_eq!(ask("api/ask", ("", ""), "x".repeat(300_000)).await, StatusCode::PAYLOAD_TOO_LARGE);
    let questions = format!(r#"{{"questions":[{}"x"]}}"#, "\"x\",".repeat(600));
    assert_eq!(ask("api/decisions", ("", ""), questions).await, StatusCode::OK, "said in a sentence");
    let got = client.get(format!("{}api/phrasings", preview.url)).send().await.expect("an answer").status();
    assert_eq!(got, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(preview.read("topics/borrowing.toml"), before, "nothing was written");
    // The same, as the page asks it, is done.
    assert_eq!(ask("api/phrasings", ("", ""), body.to_owned()).await, StatusCode::OK);
    assert!(preview.read("topics/borrowing.toml").contains("wombats welcome"));
}

#[tokio::test]
async fn it_is_on_this_machine_alone_and_a_taken_port_is_said() {
    let preview = Preview::start();
    assert!(preview.url.starts_with("http://127.0.0.1:"), "{}", preview.url);
    let port = preview.url.trim_end_matches('/').rsplit_once(':').expect("a port").1.to_owned();
    let said = refusal(&["--port", &port], &[]);
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
}
