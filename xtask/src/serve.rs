//! The page on this machine: a server of `www/` that only this machine can reach.

use crate::{Result, build};
use std::path::{Component, Path, PathBuf};
use tiny_http::{Header, Request, Response, Server};

/// First port that is tried.
const PORT: u16 = 8000;

/// Ports tried before giving up.
const TRIES: u16 = 20;

/// `cargo xtask serve [--port N]`
#[expect(clippy::print_stdout, reason = "the address is what the caller asked for")]
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let wanted = match arguments {
        [] => None,
        [flag, port] if flag == "--port" => {
            Some(port.parse::<u16>().map_err(|_| format!("“{port}” is no port; give a number"))?)
        }
        _ => return Err("usage: cargo xtask serve [--port N]".into()),
    };
    build::page()?;
    let policy = policy(&std::fs::read_to_string("www/index.html")?)?;
    let server = match wanted {
        Some(port) => listen(port)?,
        None => (PORT..PORT + TRIES).find_map(|port| listen(port).ok()).ok_or_else(|| {
            format!("ports {PORT} to {} are taken; choose one: --port N", PORT + TRIES - 1)
        })?,
    };
    println!("Nutgraf is at http://{}/  (Ctrl+C ends it)", server.server_addr());
    for request in server.incoming_requests() {
        // A reader that hangs up is no reason to stop serving.
        let _ = answer(request, &policy);
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

fn answer(request: Request, policy: &str) -> std::io::Result<()> {
    let file = path(request.url()).and_then(|path| Some((std::fs::read(&path).ok()?, path)));
    let Some((bytes, path)) = file else {
        return request
            .respond(Response::from_string("There is no such file.").with_status_code(404));
    };
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

/// The file under `www/` that an address names; nothing outside it.
fn path(url: &str) -> Option<PathBuf> {
    let address = url.split(['?', '#']).next()?.trim_start_matches('/');
    let address = if address.is_empty() { "index.html" } else { address };
    let inside = Path::new(address).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| Path::new("www").join(address))
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
        assert_eq!(None, path("/../Cargo.toml"));
        assert_eq!(None, path("//etc/../../x"));
        assert_eq!(Some("www/index.html".into()), path("/?x#y"));
    }

    #[test]
    fn the_header_repeats_the_meta_tag() {
        let html = "<meta http-equiv=\"Content-Security-Policy\"\n content=\"default-src 'none';\n  x 'y'\">";
        assert_eq!("default-src 'none'; x 'y'; frame-ancestors 'none'", policy(html).unwrap());
    }
}
