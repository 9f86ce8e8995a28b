//! Who may ask the preview: pages of its own alone, on this machine. A page of somebody else's, open in the same browser,
//! can reach every port of the machine, also under a name of its own that leads here.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chacha20poly1305::aead::Generate as _;
use subtle::ConstantTimeEq as _;

/// The header that shows the token.
const TOKEN: HeaderName = HeaderName::from_static("x-verbatim-token");

/// Nothing but the page's own files, no frame around it, no form that leads elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What every answer says about itself.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What a page must show to change anything.
#[derive(Clone)]
pub(super) struct PageToken(Arc<str>);

impl PageToken {
    /// One that nobody can guess.
    pub(super) fn generate() -> Self {
        Self(hex::encode(<[u8; 32]>::generate()).into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn is_shown(&self, headers: &HeaderMap) -> bool {
        headers.get(TOKEN).is_some_and(|shown| shown.as_bytes().ct_eq(self.0.as_bytes()).into())
    }
}

/// Lets a request through, or says why not.
pub(super) async fn guard(State(token): State<PageToken>, request: Request, next: Next) -> Response {
    let mut response = match refused(&token, request.method(), request.headers()) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(token: &PageToken, method: &Method, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST).filter(|host| is_loopback(host)) else {
        return Some((StatusCode::MISDIRECTED_REQUEST, "this page is for this machine alone: open it as 127.0.0.1\n"));
    };
    if [Method::GET, Method::HEAD].contains(method) {
        return None;
    }
    if text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") != Some(host)) {
        return Some((StatusCode::FORBIDDEN, "this was not asked by the page itself\n"));
    }
    if !token.is_shown(headers) {
        return Some((StatusCode::FORBIDDEN, "the preview was started anew: load the page again\n"));
    }
    let is_json = text(header::CONTENT_TYPE).is_some_and(|kind| kind.split(';').next() == Some("application/json"));
    (!is_json).then_some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "this must be asked in JSON\n"))
}

/// Whether a host as a browser names it is this machine, at whatever port: one may be passed on from another machine.
fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        || host.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback())
        || host == "[::1]"
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

    use super::{PageToken, is_loopback, refused};

    #[test]
    fn only_names_of_this_machine_are_heard() {
        for host in ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]", "[::1]:80", "127.8.0.1:9"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org", "127.0.0.1.example.org:80", "10.0.0.1:80", "[::2]:80", ":80"]
        {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn what_changes_something_comes_from_the_page() {
        let token = PageToken::generate();
        assert_eq!(token.as_str().len(), 64);
        assert_ne!(token.as_str(), PageToken::generate().as_str());
        let good = [
            ("host", "127.0.0.1:80"),
            ("origin", "http://127.0.0.1:80"),
            ("x-verbatim-token", token.as_str()),
            ("content-type", "application/json"),
        ];
        let status = |method: Method, changed: (&str, Option<&str>)| {
            let kept = good.iter().filter(|(name, _)| *name != changed.0).copied();
            let headers: HeaderMap = kept
                .chain(changed.1.map(|value| (changed.0, value)))
                .map(|(name, value)| {
                    (
                        HeaderName::from_bytes(name.as_bytes()).expect("a name"),
                        HeaderValue::from_str(value).expect("text"),
                    )
                })
                .collect();
            refused(&token, &method, &headers).map(|(status, _)| status)
        };
        assert_eq!(status(Method::POST, ("accept", Some("*/*"))), None);
        assert_eq!(status(Method::GET, ("x-verbatim-token", None)), None);
        for (name, value, expected) in [
            ("host", None, StatusCode::MISDIRECTED_REQUEST),
            ("host", Some("evil.example:80"), StatusCode::MISDIRECTED_REQUEST),
            ("origin", None, StatusCode::FORBIDDEN),
            ("origin", Some("null"), StatusCode::FORBIDDEN),
            ("origin", Some("http://127.0.0.1:81"), StatusCode::FORBIDDEN),
            ("origin", Some("https://127.0.0.1:80"), StatusCode::FORBIDDEN),
            ("x-verbatim-token", None, StatusCode::FORBIDDEN),
            ("x-verbatim-token", Some("0"), StatusCode::FORBIDDEN),
            ("content-type", Some("text/plain"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("content-type", None, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ] {
            assert_eq!(status(Method::POST, (name, value)), Some(expected), "{name} {value:?}");
            assert_eq!(status(Method::PUT, (name, value)), Some(expected), "{name} {value:?}");
        }
        assert_eq!(status(Method::GET, ("host", Some("evil.example"))), Some(StatusCode::MISDIRECTED_REQUEST));
    }
}
