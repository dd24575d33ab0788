# Two commands do everything: `make serve` and `make test`.

.PHONY: serve demo web test format web-check check browser-test clients bench places

# Build, migrate, load the sample reports, serve on http://127.0.0.1:8080.
serve:
	@$(MAKE) --no-print-directory web || echo "The explorer cannot be built (it needs Node.js 20.19 or later): serving without it."
	cargo run --release -- serve

# Something to look at: the digests, and sixty reports that nobody issued of six counties over ten years, in demo.db.
demo:
	@$(MAKE) --no-print-directory web || echo "The explorer cannot be built (it needs Node.js 20.19 or later): serving without it."
	cargo run --release -- generate --counties 6 --years 2015-2024 --seed 1 demo/
	cargo run --release -- import demo/ --database sqlite:demo.db
	cargo run --release -- serve --database sqlite:demo.db

# The explorer and the playground, into web/dist, from where the next build of the program takes them.
web: web/dist/index.html

WEB_SOURCES := $(shell find web/src web/public web/build docs/tour -type f ! -name schema.d.ts) \
	$(wildcard web/*.html web/*.ts web/*.json) schema.graphql

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	cd web && npm run build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci

# Every test, on SQLite and PostgreSQL, in a browser and with others' clients, through throwaway servers that it starts and ends.
test: format web-check web check
	tests/with-postgres cargo test --workspace --locked
	$(MAKE) browser-test clients

# Clients that others wrote, in TypeScript and Python, against the built program.
clients:
	cargo build --locked
	tests/clients/run

format:
	cargo fmt --all --check

# The explorer's types, its queries against the schema, its lints and its unit tests.
web-check: web/node_modules/.package-lock.json
	cd web && npm run check && npm test

# The built program as people see it, in Chromium.
browser-test: web
	cargo build --locked
	tests/with-chromium npm --prefix web run test:browser

# What needs no database: lints, documentation.
check: format
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" cargo doc --workspace --no-deps --locked --document-private-items --quiet

# How fast reports are read, on one core; nothing else should run meanwhile.
bench:
	cargo bench -p extract --bench reports

# Fails when the tables of places are not what their script makes (needs npm, pip and a network).
places:
	python3 data/make_divisions.py --check
