# Two commands do everything: `make serve` and `make test`.

.PHONY: serve test check bench places

# Build, migrate, load the sample reports, serve on http://127.0.0.1:8080.
serve:
	cargo run --release -- serve

# Every test, on SQLite and PostgreSQL, through a throwaway server that it starts and ends.
test: check
	tests/with-postgres cargo test --workspace --locked

# What needs no database: format, lints, documentation.
check:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --locked --document-private-items --quiet

# How fast reports are read, on one core; nothing else should run meanwhile.
bench:
	cargo bench -p extract --bench reports

# Fails when the tables of places are not what their script makes (needs npm, pip and a network).
places:
	python3 data/make_divisions.py --check
