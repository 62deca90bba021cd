//! The page on this machine: a server that only this machine can reach, of the page as it is put on a host, or of its
//! sources for whoever works on them.

use crate::{Result, build, dist};
use std::path::{Component, Path, PathBuf};
use tiny_http::{Header, Request, Response, Server};

/// First port that is tried.
const PORT: u16 = 8000;

/// Ports tried before giving up.
const TRIES: u16 = 20;

/// The page in a few files, by `cargo xtask dist site`.
const SITE: &str = "dist/site";

/// The page in many: what is changed here is there at the next visit.
const SOURCES: &str = "www";

/// What the page has where it is to be kept for use without a network. Here it is not: another day another page may be served
/// at this address.
const KEPT: &str = " data-offline=\"\"";

/// `cargo xtask serve [--port N] [--sources]`
#[expect(clippy::print_stdout, reason = "the address is what the caller asked for")]
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let (mut wanted, mut folder) = (None, SITE);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match (argument.as_str(), folder) {
            ("--sources", SITE) => folder = SOURCES,
            ("--port", _) => {
                let port = rest.next().map_or("", String::as_str);
                let number = port.parse::<u16>();
                wanted = Some(number.map_err(|_| format!("“{port}” is no port; give a number"))?);
            }
            _ => return Err("usage: cargo xtask serve [--port N] [--sources]".into()),
        }
    }
    if folder == SITE {
        dist::site()?;
    } else {
        build::page()?;
    }
    let policy = policy(&std::fs::read_to_string(Path::new(folder).join("index.html"))?)?;
    let server = match wanted {
        Some(port) => listen(port)?,
        None => (PORT..PORT + TRIES).find_map(|port| listen(port).ok()).ok_or_else(|| {
            format!("ports {PORT} to {} are taken; choose one: --port N", PORT + TRIES - 1)
        })?,
    };
    println!("Nutgraf is at http://{}/  (Ctrl+C ends it)", server.server_addr());
    for request in server.incoming_requests() {
        // A reader that hangs up is no reason to stop serving.
        let _ = answer(request, folder, &policy);
    }
    Ok(())
}

fn listen(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port)).map_err(|e| format!("port {port} cannot be had: {e}").into())
}

/// The page's own policy, from its meta tag, and what only a header can say.
fn policy(html: &str) -> Result<String> {
    html.split_once("http-equiv=\"Content-Security-Policy\"")
        .and_then(|(_, rest)| rest.split_once("content=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(policy, _)| {
            let policy = policy.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}; frame-ancestors 'none'", policy.trim_end_matches(';'))
        })
        .ok_or_else(|| "www/index.html states no Content-Security-Policy".into())
}

fn answer(request: Request, folder: &str, policy: &str) -> std::io::Result<()> {
    let file =
        path(folder, request.url()).and_then(|path| Some((std::fs::read(&path).ok()?, path)));
    let Some((mut bytes, path)) = file else {
        return request
            .respond(Response::from_string("There is no such file.").with_status_code(404));
    };
    if path.ends_with("index.html") {
        bytes = String::from_utf8_lossy(&bytes).replacen(KEPT, "", 1).into_bytes();
    }
    let header = |name: &str, value: &str| Header::from_bytes(name, value).ok();
    let headers = [
        header("Content-Type", mime(&path)),
        header("Cache-Control", "no-cache"),
        header("Content-Security-Policy", policy),
        header("X-Content-Type-Options", "nosniff"),
        header("Referrer-Policy", "no-referrer"),
    ];
    let response =
        headers.into_iter().flatten().fold(Response::from_data(bytes), Response::with_header);
    request.respond(response)
}

/// The file in `folder` that an address names; nothing outside it.
fn path(folder: &str, url: &str) -> Option<PathBuf> {
    let address = url.split(['?', '#']).next()?.trim_start_matches('/');
    let address = if address.is_empty() { "index.html" } else { address };
    let inside = Path::new(address).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| Path::new(folder).join(address))
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_leave_the_folder() {
        assert_eq!(None, path("www", "/../Cargo.toml"));
        assert_eq!(None, path("www", "//etc/../../x"));
        assert_eq!(Some("www/index.html".into()), path("www", "/?x#y"));
    }

    #[test]
    fn the_header_repeats_the_meta_tag() {
        let html = "<meta http-equiv=\"Content-Security-Policy\"\n content=\"default-src 'none';\n  x 'y'\">";
        assert_eq!("default-src 'none'; x 'y'; frame-ancestors 'none'", policy(html).unwrap());
    }
}
