//! What clients and proxies may keep of the answers to GET.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use fazhi::{
    http::Settings,
    store::{NewJob, Scope},
};
use std::time::Duration;

use crate::{
    ask::{GRAPHQL, get, link, post},
    server::Server,
    world,
};

const QUERY: &str = "{ reports { nodes { title } totalCount } }";

#[tokio::test]
async fn an_answer_is_right_until_the_data_changes() {
    let server = Server::with_world().await;
    let path = link(&[("query", QUERY)]);
    let first = get(&server, &path, &[]).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    assert_eq!(first.header("cache-control"), "public, max-age=0, must-revalidate");
    for name in ["Accept", "Authorization", "Accept-Encoding"] {
        assert!(first.header("vary").split(", ").any(|it| it == name), "{name}: {}", first.header("vary"));
    }
    for known in [tag.as_str(), &format!("\"other\", {tag}"), "*", tag.trim_start_matches("W/")] {
        let again = get(&server, &path, &[("if-none-match", known)]).await;
        assert_eq!((again.status, again.header("etag")), (304, tag.as_str()), "{known}");
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        assert_eq!(again.header("vary"), first.header("vary"));
    }
    world::many(&server.store, 1).await;
    let later = get(&server, &path, &[("if-none-match", &tag)]).await;
    assert_eq!(later.status, 200);
    assert_ne!(later.header("etag"), tag);
    assert_ne!(later.json, first.json);
}

#[tokio::test]
async fn another_question_has_another_tag() {
    let server = Server::with_world().await;
    let tag = |answer: crate::ask::Answer| answer.header("etag").to_owned();
    let first = tag(get(&server, &link(&[("query", QUERY)]), &[]).await);
    assert!(!first.is_empty());
    for (path, accept) in [
        (link(&[("query", "{ reports { totalCount } }")]), "application/json"),
        (link(&[("query", QUERY), ("extensions", "{\"cost\":true}")]), "application/json"),
        (link(&[("query", QUERY)]), GRAPHQL),
    ] {
        assert_ne!(tag(get(&server, &path, &[("accept", accept)]).await), first, "{path} {accept}");
    }
    assert_eq!(tag(get(&server, &link(&[("query", QUERY)]), &[("accept-encoding", "gzip")]).await), first);
}

#[tokio::test]
async fn nobody_keeps_what_is_for_one_asker_or_went_wrong_or_goes_on() {
    let server = Server::with_world().await;
    let token = server.store.create_token("reader", &[Scope::Review], None).await.unwrap();
    let bearer = format!("Bearer {token}");
    let job = NewJob { total: 1, created_by: "somebody".to_owned(), task: None };
    let id = URL_SAFE_NO_PAD.encode(format!("ImportJob:{}", server.store.create_job(job).await.unwrap()));
    for (name, path, headers) in [
        ("with a token", link(&[("query", QUERY)]), vec![("authorization", bearer.as_str())]),
        ("wrong in part", link(&[("query", "{ provinces { code } county { name } }")]), vec![]),
        ("wrong", link(&[("query", "{ nothing }")]), vec![("accept", GRAPHQL)]),
        ("no GraphQL", link(&[("query", "{")]), vec![]),
        ("no query", "/graphql".to_owned(), vec![]),
        ("a mutation", link(&[("query", "mutation { x }")]), vec![]),
        ("an import", link(&[("query", &format!("{{ importJob(id: \"{id}\") {{ status }} }}"))]), vec![]),
        (
            "an import by its id",
            link(&[("query", &format!("{{ node(id: \"{id}\") {{ ... on ImportJob {{ status }} }} }}"))]),
            vec![],
        ),
    ] {
        let answer = get(&server, &path, &headers).await;
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""), "{name}: {}", answer.json);
    }
}

#[tokio::test]
async fn how_long_an_answer_is_fresh_can_be_set() {
    let server = Server::set(Settings { fresh: Duration::from_secs(300), ..Settings::default() }).await;
    let answer = get(&server, &link(&[("query", QUERY)]), &[]).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=300, must-revalidate");
}

#[tokio::test]
async fn answers_to_post_have_no_tag() {
    let server = Server::with_world().await;
    assert_eq!(post(&server, serde_json::json!({ "query": QUERY }), &[]).await.header("etag"), "");
}

#[tokio::test]
async fn the_schema_is_asked_for_again_only_when_it_has_changed() {
    let server = Server::empty().await;
    let first = get(&server, "/schema.graphql", &[]).await;
    let again = get(&server, "/schema.graphql", &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((first.status, again.status), (200, 304));
}
