//! Sees to it that the explorer's files, which `make web` puts into `web/dist`, are embedded anew when they change.

fn main() {
    // Without the folder cargo would build the program anew each time. Where it cannot be made, that is all that happens.
    let _ = std::fs::create_dir_all("web/dist");
    println!("cargo::rerun-if-changed=web/dist");
}
