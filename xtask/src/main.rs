//! Everything that is done to Nutgraf, one word each: `cargo xtask build`.

mod build;

fn main() {
    let task = std::env::args().nth(1);
    let result = match task.as_deref() {
        Some("build") => build::package(),
        _ => Err("usage: cargo xtask build".into()),
    };
    if let Err(error) = result {
        eprintln!("xtask: {error}");
        std::process::exit(1);
    }
}
