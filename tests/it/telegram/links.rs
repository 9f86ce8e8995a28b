//! Which links Telegram takes, and how it writes them: the check that text links and URL buttons go through.

/// The link as Telegram stores it (`https://a.org` becomes `https://a.org/`), or the reason it is refused.
pub(crate) fn check(link: &str) -> Result<String, &'static str> {
    let link = link.trim();
    let lower = link.to_ascii_lowercase();
    if ["tg:", "ton:", "tonsite:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(link.to_owned());
    }
    let (scheme, rest) = match link.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => ("http", rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => ("https", rest),
        Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            return Err("Unsupported URL protocol");
        }
        _ => ("http", link),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let host = check_authority(authority)?;
    let slash = if tail.starts_with('/') { "" } else { "/" };
    Ok(format!("{scheme}://{host}{slash}{}", tail.replace(' ', "%20")))
}

/// Checks `user@host:port`; gives `host:port` in lower case.
fn check_authority(authority: &str) -> Result<String, &'static str> {
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let is_v6 = host_and_port.starts_with('[');
    let host = match host_and_port.rsplit_once(':') {
        Some((host, port)) if !is_v6 || host.ends_with(']') => {
            if !matches!(port.parse::<u16>(), Ok(1..)) {
                return Err("Wrong port number specified in the URL");
            }
            host
        }
        _ => host_and_port,
    };
    if host.is_empty() {
        return Err("URL host is empty");
    }
    if host.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}%".contains(c)) {
        return Err("Disallowed character in URL host");
    }
    if !is_v6 && !host.trim_end_matches('.').contains('.') {
        return Err("Wrong HTTP URL");
    }
    Ok(host_and_port.to_lowercase())
}

/// The user of a `tg://user?id=123` link, which makes a mention and not a link.
pub(crate) fn user_of(link: &str) -> Option<i64> {
    link.strip_prefix("tg://user?id=")?.parse().ok().filter(|id| *id > 0)
}
